"""A document comes in pieces, is looked at, lies encrypted, and is bound to its row."""

from __future__ import annotations

import io
import os
import tracemalloc
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.agency import Agency
from alongside.core import AlongsideError, Sensitivity
from alongside.core.ids import new_person_id
from alongside.privacy.access import AccessDenied
from alongside.web.cases.models import StepRow
from alongside.web.notes import documents as room
from alongside.web.notes.documents import (
    add_document,
    documents_of,
    open_document,
    read_document,
    tidy_name,
    withdraw_document,
)
from alongside.web.notes.kinds_of_file import ODT
from alongside.web.notes.models import DocumentRow
from alongside.web.notes.scanning import EICAR
from alongside.web.notes.sweeping import sweep_orphans
from alongside.web.notes.vault import PIECE, Incoming, SealedFile
from tests.web.casework import NOW, make_case, make_worker, reopen_at

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n"


def package(*parts: str, mimetype: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for part in parts:
            file.writestr(part, "<x/>")
    return made.getvalue()


GOOD = [
    ("Letter.PDF", PDF, "pdf"),
    ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(9), "png"),
    ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(9), "jpeg"),
    ("really a photo.png", b"\xff\xd8\xff\xe0" + bytes(9), "jpeg"),
    ("IMG_1.HEIC", b"\0\0\0\x18ftypheic" + bytes(9), "heic"),
    ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
    ("a.docx", package("[Content_Types].xml", "word/document.xml"), "docx"),
    ("a.xlsx", package("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
    ("a.odt", package("content.xml", mimetype=ODT), "odt"),
    ("said.m4a", b"\0\0\0\x18ftypM4A " + bytes(9), "m4a"),
    ("said.mp3", b"ID3\x04" + bytes(9), "mp3"),
    ("רשימה של מילה 🏡.txt", "Mila שלום".encode(), "txt"),
]
BAD = [
    ("letter.pdf", b"MZ\x90\0" + bytes(200), "no kind"),
    ("letter.pdf", b"\x7fELF" + bytes(200), "no kind"),
    ("letter.exe", PDF, "its name says otherwise"),
    ("letter", PDF, "its name says otherwise"),
    ("letter.docx", package("word/document.xml", "word/vbaProject.bin"), "no kind"),
    ("letter.docx", package("evil.js"), "no kind"),
    ("letter.docx", b"PK\x03\x04" + bytes(60), "no kind"),
    ("a.txt", "Müller".encode("latin-1"), "no kind"),
    ("a.txt", b"half \xc3", "no kind"),
    ("a.pdf", b"", "empty"),
]


@pytest.mark.parametrize(("name", "data", "kind"), GOOD)
def test_what_is_taken_comes_back_byte_for_byte(
    agency: Agency, name: str, data: bytes, kind: str
) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    row = add_document(opened, name, io.BytesIO(data))
    assert (row.name, row.kind, row.size) == (name, kind, len(data))
    with read_document(row) as file:
        assert b"".join(file.pieces()) == data
    assert StepRow.objects.get(kind="document_added").about == f"document:{row.pk}"


@pytest.mark.parametrize(("name", "data", "says"), BAD)
def test_what_is_not_taken_leaves_nothing(
    agency: Agency, name: str, data: bytes, says: str
) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    with pytest.raises(AlongsideError, match="AL-U093") as refused:
        add_document(opened, name, io.BytesIO(data))
    assert says in refused.value.seen
    assert not DocumentRow.objects.exists()
    assert list((agency.data / "documents").iterdir()) == []


def test_nothing_readable_lies_on_the_disk_and_the_key_is_its_owners(agency: Agency) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    row = add_document(opened, "what Mila said.txt", io.BytesIO(b"I hide under the bed"))
    (stored,) = (agency.data / "documents").iterdir()
    assert stored.name == str(row.key)
    assert b"bed" not in stored.read_bytes()
    assert stored.stat().st_mode & 0o077 == 0
    assert (agency.data / "documents.key").stat().st_mode & 0o077 == 0


class Endless(io.RawIOBase):
    """A photograph of any size that fills no memory."""

    def __init__(self, size: int) -> None:
        self.left, self.first = size, True

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        head = b"\xff\xd8\xff" if self.first else b""
        size = min(size, self.left)
        self.left, self.first = self.left - size, False
        return (head + bytes(size))[:size]


def test_a_photograph_of_30_mb_is_refused_before_it_was_read_to_its_end(agency: Agency) -> None:
    opened, photograph = make_case(make_worker("Amara Whitlock")), Endless(30_000_000)
    with pytest.raises(AlongsideError, match="larger than 25 MB"):
        add_document(opened, "IMG_0001.jpg", photograph)
    assert photograph.left > 4_000_000
    assert list((agency.data / "documents").iterdir()) == []


def test_a_photograph_of_24_mb_never_sits_in_memory(agency: Agency) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    add_document(opened, "warm up.jpg", Endless(1000))
    tracemalloc.start()
    row = add_document(opened, "IMG_0001.jpg", Endless(24_000_000))
    with read_document(row) as file:
        size = sum(len(piece) for piece in file.pieces())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size == row.size == 24_000_000
    assert most < 2_000_000


@pytest.mark.parametrize("before", [0, 100, PIECE - 10, 3 * PIECE + 7])
def test_the_test_virus_is_refused_wherever_it_stands(agency: Agency, before: int) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    with pytest.raises(AlongsideError, match="AL-U094"):
        add_document(opened, "eicar.txt", io.BytesIO(b" " * before + EICAR))
    assert list((agency.data / "documents").iterdir()) == []


@given(data=st.binary(max_size=200), size=st.sampled_from([0, 1, PIECE - 1, PIECE, PIECE + 1]))
def test_any_bytes_come_back_and_can_be_sought_in(tmp_path_factory, data: bytes, size: int) -> None:
    whole = data + bytes(size)
    incoming = Incoming(tmp_path_factory.mktemp("vault"), new_person_id())
    for at in range(0, len(whole), 40_000):
        incoming.write(whole[at : at + 40_000])
    incoming.close()
    with incoming.reader() as file:
        assert file.size == len(whole)
        assert file.read() == whole
        file.seek(len(whole) // 2)
        assert file.read(7) == whole[len(whole) // 2 :][:7]


def _vault(tmp_path: Path, size: int = 3 * PIECE) -> tuple[Path, Incoming]:
    incoming = Incoming(tmp_path, new_person_id())
    incoming.write(os.urandom(size))
    incoming.close()
    incoming.keep()
    return tmp_path / str(incoming.key), incoming


@pytest.mark.parametrize(
    "harm",
    [
        lambda stored: stored[:-1],
        lambda stored: stored[: 4 + 2 * (PIECE + 16)],  # the last piece is gone
        lambda stored: stored[: 4 + PIECE + 16] * 2,
        lambda stored: stored[:100] + b"x" + stored[101:],
        lambda stored: stored[:4],
        lambda stored: b"",
    ],
)
def test_a_file_that_was_changed_is_not_read(tmp_path: Path, harm) -> None:
    path, incoming = _vault(tmp_path)
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(AlongsideError, match="AL-U097"):
        list(SealedFile(path, incoming.key, incoming.data_key).pieces())


def test_a_file_cannot_be_read_as_another_rows(agency: Agency) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    one, two = (add_document(opened, "a.txt", io.BytesIO(text)) for text in (b"one", b"two"))
    folder = agency.data / "documents"
    (folder / str(one.key)).write_bytes((folder / str(two.key)).read_bytes())
    with pytest.raises(AlongsideError, match="AL-U097"), read_document(one) as file:
        list(file.pieces())
    one.wrapped_key = two.wrapped_key
    with pytest.raises(AlongsideError, match="AL-U097"):
        read_document(one)


def test_a_crash_leaves_no_row_without_its_file_and_the_rest_is_swept(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    kept = add_document(opened, "a.txt", io.BytesIO(b"stays"))
    monkeypatch.setattr(Incoming, "drop", lambda self: None)  # nobody tidies up after a crash
    monkeypatch.setattr(room, "_tell", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        add_document(opened, "b.txt", io.BytesIO(b"lost"))
    (agency.data / "documents" / "someone's own.txt").write_text("not ours")
    assert [row.pk for row in DocumentRow.objects.all()] == [kept.pk]
    now = datetime.now(tz=NOW.tzinfo)
    assert sweep_orphans(now=now) == 0  # it may still be coming
    assert sweep_orphans(now=now + timedelta(days=2)) == 1
    with read_document(kept) as file:
        assert file.read() == b"stays"


def test_a_withdrawn_document_stays_for_who_supervises(agency: Agency) -> None:
    amara, josef = make_worker("Amara Whitlock"), make_worker("Josef Lang", "supervisor")
    opened = make_case(amara)
    row = add_document(opened, "wrong family.txt", io.BytesIO(b"of the neighbours"))
    with pytest.raises(AlongsideError, match="AL-U098"):
        withdraw_document(opened, row, reason=" ")
    withdraw_document(opened, row, reason="It is the neighbours’")
    with pytest.raises(AlongsideError, match="AL-U098"):
        withdraw_document(opened, row, reason="Again")
    assert list(documents_of(opened)) == []
    with pytest.raises(AccessDenied):
        open_document(opened, row.key)
    (seen,) = documents_of(reopen_at(opened, josef))
    assert seen.withdrawn.reason == "It is the neighbours’"


def test_a_restricted_document_is_nowhere_for_who_is_not_cleared(agency: Agency) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    led = reopen_at(opened, make_worker("Josef Lang", "supervisor"))
    row = add_document(led, "a.txt", io.BytesIO(b"x"), sensitivity=Sensitivity.RESTRICTED)
    assert list(documents_of(opened)) == []
    with pytest.raises(AccessDenied):
        open_document(opened, row.key)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C:\\Users\\amara\\letter.pdf", "letter.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf"),
        ("a" * 400 + ".pdf", "a" * 296 + ".pdf"),
        ("👩\u200d👧.pdf", "👩\u200d👧.pdf"),
        ("مكتوب.pdf", "مكتوب.pdf"),
    ],
)
def test_a_name_is_what_it_looks_like(name: str, shown: str) -> None:
    assert tidy_name(name) == shown
