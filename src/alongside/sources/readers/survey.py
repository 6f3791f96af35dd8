"""One pass over the bytes of a text file: lines, quotation marks, null bytes, encoding."""

from __future__ import annotations

import codecs
import sys
from dataclasses import dataclass
from pathlib import Path

from alongside.sources.errors import empty_file, wrong_encoding

CHUNK = 1 << 22
HEAD = 1 << 18  # bytes that are sniffed
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BAD_LINES_AT_MOST = 0.01  # more of them, and it is the encoding that is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What the bytes say. ``damaged`` means that some lines do not decode in ``encoding``."""

    encoding: str
    lines: int
    has_quote: bool
    has_nul: bool
    has_bare_return: bool
    damaged: bool = False


@dataclass(slots=True)
class _Tally:
    lines: int = 0
    quotes: int = 0
    nuls: int = 0
    returns: int = 0
    pairs: int = 0
    ascii_only: bool = True
    last: bytes = b""

    def add(self, chunk: bytes) -> None:
        self.lines += chunk.count(b"\n")
        self.quotes += chunk.count(b'"')
        self.nuls += chunk.count(b"\0")
        self.returns += chunk.count(b"\r")
        self.pairs += chunk.count(b"\r\n") + (self.last == b"\r" and chunk[:1] == b"\n")
        self.ascii_only = self.ascii_only and chunk.isascii()
        self.last = chunk[-1:]


def survey(path: Path, *, name: str, declared: str | None) -> Survey:
    """Look at a whole file once.

    Raises
    ------
    AlongsideError
        ``AL-S001`` for a file without content; ``AL-S003`` when more than one line of a hundred
        does not fit a declared encoding.
    """
    tally, head = _Tally(), b""
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            head = head or chunk[:HEAD]
            tally.add(chunk)
    if not head.strip(b"\r\n\t \0\xef\xbb\xbf"):
        raise empty_file(name)
    encoding, damaged = _encoding(path, head, tally, declared, name)
    wide = encoding.startswith(("utf-16", "utf-32"))
    return Survey(
        encoding=encoding,
        lines=tally.lines + (tally.last != b"\n"),
        has_quote=tally.quotes > 0,
        has_nul=tally.nuls > 0 and not wide,
        has_bare_return=tally.returns > tally.pairs,
        damaged=damaged,
    )


def _encoding(
    path: Path, head: bytes, tally: _Tally, declared: str | None, name: str
) -> tuple[str, bool]:
    if declared:
        bad, first = _bad_lines(path, declared)
        if bad > BAD_LINES_AT_MOST * max(tally.lines, 1):
            raise wrong_encoding(name, declared, first, _guess(path, head))
        return _plain(declared), bad > 0
    for mark, marked in BOMS:
        if head.startswith(mark):
            return marked, marked == "utf-8" and _bad_lines(path, "utf-8")[0] > 0
    if tally.ascii_only and not tally.nuls:
        return "utf-8", False
    return _without_mark(path, head, tally)


def _without_mark(path: Path, head: bytes, tally: _Tally) -> tuple[str, bool]:
    wide = _wide(head)
    if wide:
        return wide, False
    bad, _ = _bad_lines(path, "utf-8")
    if not bad:
        return "utf-8", False
    # Damaged UTF-8 still holds sound sequences of several bytes; an older encoding holds none.
    if bad <= BAD_LINES_AT_MOST * tally.lines and _holds_multibyte(path):
        return "utf-8", True
    guess = _guess(path, head) or "cp1252"
    return guess, _bad_lines(path, guess)[0] > 0


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of Western text is null."""
    if len(head) < 4 or len(head) % 2:
        head = head[: len(head) // 2 * 2]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _bad_lines(path: Path, encoding: str) -> tuple[int, int]:
    """How many lines do not decode, and the first of them."""
    if _is_sound(path, encoding):
        return 0, 0
    if encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32")):
        return sys.maxsize, 1  # lines cannot be told apart in the bytes
    bad = first = 0
    with path.open("rb") as handle:
        for number, line in enumerate(handle, start=1):
            if not line.isascii() and not _decodes(line, encoding):
                bad, first = bad + 1, first or number
    return bad, first


def _is_sound(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as handle:
        try:
            while chunk := handle.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeError:
        return False
    return True


def _holds_multibyte(path: Path) -> bool:
    with path.open("rb") as handle:
        return any(not line.isascii() and _decodes(line, "utf-8") for line in handle)


def _guess(path: Path, head: bytes) -> str | None:
    """Ask charset-normalizer about the lines that are not plain ASCII."""
    from charset_normalizer import from_bytes

    sample = bytearray(head[:4096])
    with path.open("rb") as handle:
        for line in handle:
            if len(sample) > HEAD:
                break
            if not line.isascii():
                sample += line
    best = from_bytes(bytes(sample), cp_isolation=list(WESTERN)).best()
    if best is None:
        return None
    # A few accents cannot tell the Latin encodings apart; a wrong one would turn è into č.
    return "cp1252" if best.encoding in LATIN else best.encoding.replace("_", "-")


# Candidates in the order of use; the guesser may not invent what no agency exports.
WESTERN = ("utf_8", "cp1252", "latin_1", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256", "cp850")


LATIN = frozenset({"cp1252", "latin_1", "cp1250", "cp1254"})


def _plain(encoding: str) -> str:
    name = codecs.lookup(encoding).name
    return "utf-8" if name in ("ascii", "utf-8-sig") else name
