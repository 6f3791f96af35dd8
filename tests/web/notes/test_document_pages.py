"""Documents come through a form, several at once, and go out as files that no browser runs."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from alongside.agency import Agency
from alongside.web.cases.opening import OpenedCase
from alongside.web.ledger.models import LedgerEntry
from alongside.web.notes.documents import add_document
from alongside.web.notes.keeping import write_note
from alongside.web.notes.models import DocumentRow, WithdrawnRow
from alongside.web.notes.scanning import EICAR
from tests.web.casework import make_case, make_worker, reopen_at, signed_in

LONG = "Bericht über Mila " * 20 + ".pdf"
NAMES = ["מכתב מהבית.pdf", "🏡 drawing.pdf", "=1+1.pdf", "a'b;c.pdf"]


@pytest.fixture
def opened(agency: Agency) -> OpenedCase:
    amara = make_worker("Amara Whitlock")
    return reopen_at(make_case(amara), amara, now=timezone.now())


@pytest.fixture
def amara(opened: OpenedCase) -> Client:
    return signed_in(make_worker("Amara Whitlock"))


def at(opened: OpenedCase, end: str = "") -> str:
    return f"/cases/{opened.key}/notes/documents/{end}"


def pdf(name: str, size: int = 100) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7\n" + bytes(size))


def stored(agency: Agency) -> list[str]:
    return sorted(path.name for path in (agency.data / "documents").iterdir())


def test_several_files_are_added_at_once(opened: OpenedCase, amara: Client, agency: Agency) -> None:
    long = io.BytesIO(b"%PDF-1.7\n")
    long.name = LONG  # a SimpleUploadedFile would cut it
    files = [*(pdf(name) for name in NAMES), long]
    page = amara.post(at(opened), {"files": files, "sensitivity": "2"}, follow=True)
    assert "5 documents were added." in page.content.decode()
    rows = DocumentRow.objects.order_by("id")
    assert [row.name for row in rows][:4] == NAMES
    assert len(rows[4].name) == 300
    assert rows[4].name.endswith(".pdf")
    assert stored(agency) == sorted(str(row.key) for row in rows)


def test_one_that_is_too_large_does_not_hold_the_others_up(
    opened: OpenedCase, amara: Client, agency: Agency
) -> None:
    photograph = SimpleUploadedFile("IMG_0001.jpg", b"\xff\xd8\xff" + bytes(30_000_000))
    files = [pdf("letter.pdf"), photograph, SimpleUploadedFile("setup.pdf", b"MZ" + bytes(99))]
    page = amara.post(at(opened), {"files": [*files, pdf("report.pdf")]})
    text = page.content.decode()
    assert page.status_code == 422
    assert "IMG_0001.jpg</bdi>: This file is larger than 25 MB" in text
    assert "setup.pdf</bdi>: What is in this file is of no kind that is taken" in text
    assert {row.name for row in DocumentRow.objects.all()} == {"letter.pdf", "report.pdf"}
    assert stored(agency) == sorted(str(row.key) for row in DocumentRow.objects.all())


@pytest.mark.parametrize(
    ("data", "says"),
    [(EICAR, "harms computers"), (b"", "Choose at least one file")],
    ids=["the test virus", "nothing"],
)
def test_what_is_refused_is_said_on_the_page(
    opened: OpenedCase, amara: Client, data: bytes, says: str
) -> None:
    files = {"files": SimpleUploadedFile("a.txt", data)} if data else {}
    page = amara.post(at(opened), files)
    assert page.status_code == 422
    assert says in page.content.decode()
    assert not DocumentRow.objects.exists()


def test_what_no_form_of_ours_sends_is_not_read(opened: OpenedCase, amara: Client) -> None:
    page = amara.post(at(opened), {"files": pdf("a.pdf")}, headers={"Content-Length": str(10**10)})
    assert page.status_code == 413
    assert "larger than 25 MB" in page.content.decode()


def test_who_may_not_add_sends_in_vain(opened: OpenedCase, agency: Agency) -> None:
    for name, team, status in (("Ben Osei", "North", 403), ("Cleo Brandt", "South", 404)):
        client = signed_in(make_worker(name, team=team))
        assert client.post(at(opened), {"files": pdf("a.pdf")}).status_code == status
    assert not (agency.data / "documents").exists()


def test_a_forged_form_leaves_nothing(opened: OpenedCase, agency: Agency) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_worker("Amara Whitlock"))
    client.cookies["csrftoken"] = "a" * 32
    data = {"csrfmiddlewaretoken": "b" * 32, "files": pdf("a.pdf")}
    assert client.post(at(opened), data).status_code == 403
    assert stored(agency) == []


@pytest.mark.parametrize("name", [*NAMES, 'a"b\\c.pdf', "x" * 296 + ".pdf"])
def test_a_document_goes_out_as_a_file_that_no_browser_runs(
    opened: OpenedCase, amara: Client, name: str
) -> None:
    row = add_document(opened, name, io.BytesIO(b"%PDF-1.7\n" + bytes(200_000)))
    answer = amara.get(at(opened, f"{row.key}/"))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7\n" + bytes(200_000)
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Length"] == str(row.size)
    entry = LedgerEntry.objects.get(object_kind="document", object_id=str(row.key))
    assert entry.reason == "download"


def test_a_damaged_file_is_said_and_nothing_of_it_sent(
    opened: OpenedCase, amara: Client, agency: Agency
) -> None:
    row = add_document(opened, "a.txt", io.BytesIO(b"said"))
    (agency.data / "documents" / str(row.key)).unlink()
    answer = amara.get(at(opened, f"{row.key}/"))
    assert answer.status_code == 503
    assert "AL-U097" in answer.content.decode()


@pytest.mark.parametrize(("client", "status"), [("Ben Osei", 200), ("Cleo Brandt", 404)])
def test_a_team_mate_downloads_and_another_team_finds_nothing(
    opened: OpenedCase, client: str, status: int
) -> None:
    row = add_document(opened, "a.txt", io.BytesIO(b"said"))
    team = "North" if status == 200 else "South"
    reader = signed_in(make_worker(client, team=team))
    assert reader.get(at(opened, f"{row.key}/")).status_code == status
    changed = reader.post(at(opened, f"{row.key}/withdraw/"), {"reason": "x"}).status_code
    assert changed == (403 if status == 200 else 404)
    assert not WithdrawnRow.objects.exists()


def test_a_document_is_withdrawn_with_a_reason(opened: OpenedCase, amara: Client) -> None:
    row = add_document(opened, "a.txt", io.BytesIO(b"said"))
    address = at(opened, f"{row.key}/withdraw/")
    assert amara.post(address, {"reason": " "}).status_code == 422
    page = amara.post(address, {"reason": "Of the neighbours"}, follow=True)
    assert "a.txt" not in page.content.decode()
    assert amara.get(at(opened, f"{row.key}/")).status_code == 404
    josef = signed_in(make_worker("Josef Lang", "supervisor"))
    assert "Of the neighbours" in josef.get(at(opened)).content.decode()
    assert josef.get(at(opened, f"{row.key}/")).status_code == 200


def test_a_document_of_another_case_is_not_found_here(opened: OpenedCase, amara: Client) -> None:
    other = make_case(make_worker("Amara Whitlock"), title="The Osmans", children=["Ayan"])
    row = add_document(other, "a.txt", io.BytesIO(b"said"))
    assert amara.get(at(opened, f"{row.key}/")).status_code == 404


def test_a_document_stands_beside_its_note(opened: OpenedCase, amara: Client) -> None:
    note = write_note(opened, text="Mila drew the house")
    amara.post(at(opened, f"?note={note.key}"), {"files": pdf("drawing.pdf")})
    page = amara.get(f"/cases/{opened.key}/notes/{note.key}/")
    assert "drawing.pdf" in page.content.decode()
