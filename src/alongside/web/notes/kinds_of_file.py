"""Which documents are taken, known by what is in them; the name only has to agree."""

from __future__ import annotations

import codecs
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

HEAD = 64  # bytes that tell most kinds
CHUNK = 1 << 16
MACROS = ("vbaproject.bin", "basic/script-lc.xml")  # programs inside a document


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfFile:
    """One kind of document: its media type, and how its names end."""

    name: str
    media_type: str
    endings: tuple[str, ...]


_PICTURES = ("jpg", "jpeg", "png", "heic", "heif", "webp")  # phones name them as they like
KINDS: dict[str, KindOfFile] = {
    kind.name: kind
    for kind in (
        KindOfFile(name="pdf", media_type="application/pdf", endings=("pdf",)),
        KindOfFile(name="jpeg", media_type="image/jpeg", endings=_PICTURES),
        KindOfFile(name="png", media_type="image/png", endings=_PICTURES),
        KindOfFile(name="heic", media_type="image/heic", endings=_PICTURES),
        KindOfFile(name="webp", media_type="image/webp", endings=_PICTURES),
        KindOfFile(
            name="docx",
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            endings=("docx",),
        ),
        KindOfFile(
            name="xlsx",
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            endings=("xlsx",),
        ),
        KindOfFile(
            name="odt", media_type="application/vnd.oasis.opendocument.text", endings=("odt",)
        ),
        KindOfFile(name="txt", media_type="text/plain; charset=utf-8", endings=("txt",)),
        KindOfFile(name="m4a", media_type="audio/mp4", endings=("m4a",)),
        KindOfFile(name="mp3", media_type="audio/mpeg", endings=("mp3",)),
        KindOfFile(name="wav", media_type="audio/wav", endings=("wav",)),
    )
}
# first bytes that tell a kind by themselves; those of a brand follow in _branded
STARTS = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"ID3", "mp3"),
    (b"\xff\xfb", "mp3"),
    (b"\xff\xf3", "mp3"),
    (b"\xff\xf2", "mp3"),
)
BRANDS = {
    b"heic": "heic",
    b"heix": "heic",
    b"heim": "heic",
    b"heis": "heic",
    b"mif1": "heic",
    b"msf1": "heic",
    b"M4A ": "m4a",
    b"M4B ": "m4a",
}
INSIDE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}  # a part that a package needs
ODT = b"application/vnd.oasis.opendocument.text"


def kind_of_file(file: BinaryIO) -> KindOfFile | None:
    """The kind that the content shows; ``None`` for what is not taken.

    ``file`` can be sought in and is read from its beginning.
    """
    file.seek(0)
    head = file.read(HEAD)
    for look in (_started, _branded):
        name = look(head)
        if name:
            return KINDS[name]
    look_whole: Callable[[BinaryIO], str] = _packed if head[:4] == b"PK\x03\x04" else _plain_text
    name = look_whole(file)
    return KINDS[name] if name else None


def name_agrees(name: str, kind: KindOfFile) -> bool:
    """Whether a file of this kind may be called so."""
    return "." in name and name.rpartition(".")[2].casefold() in kind.endings


def _started(head: bytes) -> str:
    return next((name for start, name in STARTS if head.startswith(start)), "")


def _branded(head: bytes) -> str:
    """Kinds whose box or container carries a brand."""
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12], "")
    if head[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(head[8:12], "")
    return ""


def _packed(file: BinaryIO) -> str:
    """An office document by the parts it needs; none that carries programs."""
    try:
        with zipfile.ZipFile(file) as package:
            names = package.namelist()
            if any(name.casefold().endswith(MACROS) for name in names):
                return ""
            if "mimetype" in names and package.getinfo("mimetype").file_size == len(ODT):
                return "odt" if package.read("mimetype") == ODT else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError):
        return ""
    return next((kind for part, kind in INSIDE.items() if part in names), "")


def _plain_text(file: BinaryIO) -> str:
    """Text is UTF-8 from end to end, without the bytes that only programs have."""
    decode = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            if b"\0" in chunk or "\x1b" in decode.decode(chunk):
                return ""
        decode.decode(b"", final=True)
    except UnicodeDecodeError:
        return ""
    return "txt"
