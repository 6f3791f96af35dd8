"""Look for what harms computers: a built-in test signature, and clamd where the agency has one."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Iterator

from alongside.core import AlongsideError, ExitCode
from alongside.web.agency import current_agency

VARIABLE = "ALONGSIDE_CLAMD"
SECONDS = 60
# The EICAR test file (eicar.org), in parts, so that no scanner takes this file for one.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-" + b"TEST-FILE!$H+H*"


def scanner_address() -> str:
    """Where clamd listens: a socket's path or ``host:port``; empty: there is none."""
    return os.environ.get(VARIABLE) or current_agency().file.documents.clamd


def check_harmless(pieces: Iterable[bytes]) -> None:
    """Read a file to its end.

    Raises
    ------
    AlongsideError
        ``AL-U094`` when something harmful was found, ``AL-U095`` when a scanner is configured and
        does not answer: what was not looked at is not taken.
    """
    address = scanner_address()
    watched = _without_test_signature(pieces)
    if not address:
        for _piece in watched:
            pass
        return
    answer = _ask(address, watched)
    if answer.endswith("FOUND"):
        raise _harmful()
    if not answer.endswith("OK"):
        raise _unanswered()


def _without_test_signature(pieces: Iterable[bytes]) -> Iterator[bytes]:
    before = b""
    for piece in pieces:
        if EICAR in before + piece:
            raise _harmful()
        before = piece[-len(EICAR) :]
        yield piece


def _ask(address: str, pieces: Iterable[bytes]) -> str:
    """Clamd's answer to INSTREAM: ``stream: OK`` or ``stream: NAME FOUND``."""
    try:
        with _connect(address) as line:
            line.sendall(b"zINSTREAM\0")
            for piece in pieces:
                if piece:
                    line.sendall(len(piece).to_bytes(4, "big") + piece)
            line.sendall(bytes(4))
            answer = b""
            while not answer.endswith(b"\0") and (more := line.recv(4096)):
                answer += more
    except OSError as error:
        raise _unanswered() from error
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    if not port.isdigit():
        raise _unanswered()
    return socket.create_connection((host or "127.0.0.1", int(port)), timeout=SECONDS)


def _harmful() -> AlongsideError:
    return AlongsideError(
        "AL-U094",
        seen="This file carries something that harms computers, so it was not added",
        wanted="a file that is clean",
        do="Do not open it; tell whoever looks after your computers where it came from",
        exit_code=ExitCode.REFUSED,
    )


def _unanswered() -> AlongsideError:
    return AlongsideError(
        "AL-U095",
        seen="The scanner that looks at files does not answer, so the file was not added",
        wanted="an answer of the scanner",
        do="Try again in a few minutes; if it stays so, tell whoever runs Alongside",
        exit_code=ExitCode.REFUSED,
    )
