"""Files encrypted at rest: a key of its own for each, in pieces, so that none fills the memory.

A file is ``AL1`` and then pieces of AES-256-GCM, each 64 KiB of plain text and a tag of 16 bytes.
A piece's nonce is its number; what it is bound to (additional data) is the row's key, its number
and whether it is the last. A file under another row's name, a piece moved, dropped or repeated,
and a file cut short cannot be read. The construction is STREAM (Hoang, Reyhanitabar, Rogaway and
Vizár 2015).
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alongside.core import AlongsideError, ExitCode

MARK = b"AL1\n"
PIECE = 1 << 16
TAG = 16
NONCE = 12
PART = ".part"  # of a file that is still coming


class Incoming:
    """A file as it arrives: encrypted at once, never plain on the disk, hashed on the way."""

    def __init__(self, folder: Path, key: UUID) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.key, self.size = key, 0
        self.data_key = AESGCM.generate_key(256)
        self._hash = hashlib.sha256()
        self._aead = AESGCM(self.data_key)
        self._rest, self._pieces = bytearray(), 0
        self._path, self._final = folder / f"{key}{PART}", folder / str(key)
        handle = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        self._file = os.fdopen(handle, "wb")
        self._file.write(MARK)

    def write(self, data: bytes) -> None:
        """Take the next bytes."""
        self.size += len(data)
        self._hash.update(data)
        self._rest += data
        while len(self._rest) > PIECE:  # the last piece is marked, so one is always held back
            self._seal(bytes(self._rest[:PIECE]), last=False)
            del self._rest[:PIECE]

    def close(self) -> str:
        """Write the last piece to the disk; the SHA-256 of what came, in hexadecimal."""
        self._seal(bytes(self._rest), last=True)
        self._rest.clear()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return self._hash.hexdigest()

    def reader(self) -> SealedFile:
        """What came, to be looked at before it is kept."""
        return SealedFile(self._path, self.key, self.data_key)

    def keep(self) -> None:
        """Give the file its name, durably."""
        os.replace(self._path, self._final)
        folder = os.open(self._final.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def drop(self) -> None:
        """Leave nothing of it, named or not."""
        self.drop_part()
        self._final.unlink(missing_ok=True)

    def drop_part(self) -> None:
        """Leave nothing that has no name yet; what was kept stays."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _seal(self, plain: bytes, *, last: bool) -> None:
        bound = _bound(self.key, self._pieces, last=last)
        self._file.write(self._aead.encrypt(_nonce(self._pieces), plain, bound))
        self._pieces += 1


class SealedFile(io.RawIOBase):
    """The plain bytes of a file of the vault, to read and to seek in; one piece in memory.

    Raises
    ------
    AlongsideError
        ``AL-U097`` when the file is missing, was changed, or is another row's.
    """

    def __init__(self, path: Path, key: UUID, data_key: bytes) -> None:
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise damaged() from error
        self._key, self._aead = key, AESGCM(data_key)
        stored = path.stat().st_size - len(MARK)
        self._pieces = max(1, -(-stored // (PIECE + TAG)))
        self.size = stored - self._pieces * TAG
        self._at, self._held, self._number = 0, b"", -1
        if self.size < 0 or self._file.read(len(MARK)) != MARK:
            self._file.close()
            raise damaged()
        self._open(0)  # so that what is not ours fails before anything is sent

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go there."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: object) -> int:
        """Up to a piece of plain bytes."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        number, offset = divmod(self._at, PIECE)
        if self._at >= self.size:
            return 0
        self._open(number)
        part = self._held[offset : offset + len(view)]
        view[: len(part)] = part
        self._at += len(part)
        return len(part)

    def pieces(self) -> Iterator[bytes]:
        """The whole, in order."""
        for number in range(self._pieces):
            self._open(number)
            yield self._held

    def drain(self) -> Iterator[bytes]:
        """The whole, in order; the file is closed at its end."""
        with self:
            yield from self.pieces()

    def close(self) -> None:
        """Let the file go."""
        self._file.close()
        super().close()

    def _open(self, number: int) -> None:
        if number == self._number:
            return
        self._file.seek(len(MARK) + number * (PIECE + TAG))
        sealed = self._file.read(PIECE + TAG)
        bound = _bound(self._key, number, last=number == self._pieces - 1)
        try:
            self._held = self._aead.decrypt(_nonce(number), sealed, bound)
        except InvalidTag as error:
            raise damaged() from error
        self._number = number


def wrap(data_key: bytes, key: UUID, master: bytes) -> bytes:
    """A file's key, encrypted with the agency's and bound to the file's row."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(master).encrypt(nonce, data_key, b"key of " + key.bytes)


def unwrap(wrapped: bytes, key: UUID, master: bytes) -> bytes:
    """The key of a file.

    Raises
    ------
    AlongsideError
        ``AL-U097`` when it was wrapped with another key of the agency, or for another file.
    """
    try:
        return AESGCM(master).decrypt(wrapped[:NONCE], wrapped[NONCE:], b"key of " + key.bytes)
    except InvalidTag as error:
        raise damaged() from error


def damaged() -> AlongsideError:
    """What is said of a file that is not what was put there."""
    return AlongsideError(
        "AL-U097",
        seen="The file of this document is missing, or not the one that was added",
        wanted="the folder of documents and its key as they were",
        do="Bring `documents` and `documents.key` back from the same backup",
        exit_code=ExitCode.STORAGE,
    )


def _nonce(number: int) -> bytes:
    return number.to_bytes(NONCE, "big")


def _bound(key: UUID, number: int, *, last: bool) -> bytes:
    return key.bytes + number.to_bytes(8, "big") + bytes([last])
