"""Where documents lie, and the agency's key to them."""

from __future__ import annotations

import base64
import binascii
import os
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alongside.core import AlongsideError
from alongside.web.agency import current_agency

VARIABLE = "ALONGSIDE_DOCUMENTS_KEY"
KEY_BYTES = 32


def documents_folder() -> Path:
    """The folder of the encrypted files, inside the agency's data."""
    return current_agency().data / "documents"


def master_key() -> bytes:
    """The key that wraps each file's own: from the environment, or ``documents.key``.

    The file is made when it is first needed, and only its owner can read it.

    Raises
    ------
    AlongsideError
        ``AL-U096`` when what is there is no key of 32 bytes in base64.
    """
    given = os.environ.get(VARIABLE)
    if given:
        return _read(given, VARIABLE)
    path = current_agency().data / "documents.key"
    if not path.exists():
        _make(path)
    return _read(path.read_text(encoding="ascii", errors="replace"), path.name)


def _make(path: Path) -> None:
    """Write a new key whole or not at all: two processes may be first at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    handle = os.open(own, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(base64.b64encode(AESGCM.generate_key(8 * KEY_BYTES)))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()


def _read(text: str, where: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise AlongsideError(
            "AL-U096",
            seen=f"{where} holds no key for documents",
            wanted="32 bytes in base64",
            do="Bring it back from the backup; a new one opens none of the documents there are",
        )
    return key
