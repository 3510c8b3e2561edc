"""Pictures: decoded and encoded anew, so that only what is seen comes in: no place, no second file behind the first."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock
from typing import Any

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from landbridge.base.files.refusals import FileRefused

MEGAPIXELS = 40
_LONGEST = 16_000
_OPTIONS: dict[str, dict[str, Any]] = {"PNG": {"optimize": False}, "JPEG": {"quality": 90}, "WEBP": {"quality": 90}}
_MODES = {"PNG": {"1", "L", "LA", "P", "RGB", "RGBA"}, "JPEG": {"L", "RGB"}, "WEBP": {"RGB", "RGBA"}}


def redrawn(content: bytes, form: str) -> bytes:
    """The picture as a new file of the same form (PNG, JPEG, WEBP): upright, its first frame, without metadata.

    :raises FileRefused: if it can't be decoded, or has too many pixels; the size is read before a pixel is.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own warning of a bomb: the limit here is lower
            with _whole(), Image.open(BytesIO(content), formats=[form]) as picture:
                _measure(picture)
                picture.load()
                upright = ImageOps.exif_transpose(picture)
    except Image.DecompressionBombError as error:
        raise FileRefused("too_many_pixels", megapixels=MEGAPIXELS) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise FileRefused("broken") from error
    if upright.mode not in _MODES[form]:
        has_alpha = "A" in upright.mode or "transparency" in upright.info
        upright = upright.convert("RGBA" if has_alpha and form != "JPEG" else "RGB")
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    if palette := upright.getpalette():
        bare.putpalette(palette)
    out = BytesIO()
    bare.save(out, form, **_OPTIONS[form])
    return out.getvalue()


_ONE_AT_A_TIME = Lock()


@contextmanager
def _whole() -> Iterator[None]:
    """Let no picture pass that is cut short. WeasyPrint, once loaded, has Pillow fill in what is missing anywhere."""
    with _ONE_AT_A_TIME:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _measure(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MEGAPIXELS * 1_000_000 or max(width, height) > _LONGEST:
        raise FileRefused("too_many_pixels", megapixels=MEGAPIXELS)
