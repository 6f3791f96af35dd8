"""A scanner that the agency names is asked about every byte, and believed; silence is a no."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alongside.agency import Agency
from alongside.core import AlongsideError
from alongside.web.notes.documents import add_document
from alongside.web.notes.models import DocumentRow
from tests.web.casework import make_case, make_worker

EVIL = b"something evil"


def _read(line: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size and (more := line.recv(size - len(got))):
        got += more
    return got


class Clamd(threading.Thread):
    """Speaks clamd's INSTREAM on a real socket."""

    def __init__(self, listening: socket.socket, answer: str = "") -> None:
        super().__init__(daemon=True)
        self.listening, self.answer, self.seen = listening, answer, b""

    def run(self) -> None:
        line, _ = self.listening.accept()
        with line:
            assert _read(line, 10) == b"zINSTREAM\0"
            while size := int.from_bytes(_read(line, 4), "big"):
                self.seen += _read(line, size)
            verdict = "stream: Test.Evil FOUND" if EVIL in self.seen else "stream: OK"
            line.sendall((self.answer or verdict).encode() + b"\0")


@contextmanager
def clamd(address: Path | None = None, answer: str = "") -> Iterator[tuple[str, Clamd]]:
    family = socket.AF_UNIX if address else socket.AF_INET
    with socket.socket(family) as listening:
        listening.bind(str(address) if address else ("127.0.0.1", 0))
        listening.listen()
        where = str(address) if address else "{}:{}".format(*listening.getsockname())
        server = Clamd(listening, answer)
        server.start()
        yield where, server
        server.join(5)


@pytest.fixture(params=["port", "socket"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    return tmp_path / "clamd.ctl" if request.param == "socket" else None


def test_the_scanner_sees_the_whole_file(agency: Agency, monkeypatch, place: Path | None) -> None:
    opened, text = make_case(make_worker("Amara Whitlock")), b"Mila said " * 20_000
    with clamd(place) as (address, server):
        monkeypatch.setenv("ALONGSIDE_CLAMD", address)
        add_document(opened, "a.txt", io.BytesIO(text))
    assert server.seen == text


def test_what_the_scanner_finds_is_refused(agency: Agency, monkeypatch, place) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    with clamd(place) as (address, _server):
        monkeypatch.setenv("ALONGSIDE_CLAMD", address)
        with pytest.raises(AlongsideError, match="AL-U094"):
            add_document(opened, "a.txt", io.BytesIO(EVIL))
    assert not DocumentRow.objects.exists()


@pytest.mark.parametrize("answer", ["INSTREAM size limit exceeded. ERROR", "what?"])
def test_an_answer_that_is_no_yes_is_a_no(agency: Agency, monkeypatch, answer: str) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    with clamd(None, answer) as (address, _server):
        monkeypatch.setenv("ALONGSIDE_CLAMD", address)
        with pytest.raises(AlongsideError, match="AL-U095"):
            add_document(opened, "a.txt", io.BytesIO(b"fine"))


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.ctl", "nonsense"])
def test_a_scanner_that_does_not_answer_refuses(agency: Agency, monkeypatch, address: str) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    monkeypatch.setenv("ALONGSIDE_CLAMD", address)
    with pytest.raises(AlongsideError, match="AL-U095"):
        add_document(opened, "a.txt", io.BytesIO(b"fine"))
    assert not DocumentRow.objects.exists()
    assert list((agency.data / "documents").iterdir()) == []
