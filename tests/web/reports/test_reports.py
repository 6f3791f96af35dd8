"""From the record to a signed paper that nobody changes."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from pypdf import PdfReader

from alongside.core import AlongsideError
from alongside.recording import Statement
from alongside.web.accounts.models import User
from alongside.web.cases.models import StepRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.ledger.models import LedgerEntry
from alongside.web.reports.models import ParagraphRow
from alongside.web.reports.opening import open_report
from alongside.web.reports.signing import sign_report
from alongside.web.reports.writing import add_words, draft_report, look_again, rewrite, take_out
from tests.web.casework import make_case, make_worker, reopen_at, signed_in
from tests.web.reports.conftest import say


def only(report: object) -> ParagraphRow:
    return ParagraphRow.objects.select_related("report").get(
        report=report, text="Theo sleeps badly"
    )


@pytest.fixture
def drafted(case: OpenedCase, told: list[Statement]):
    told.append(say("assessment", "Theo sleeps badly"))
    return draft_report(case, "court_report", recipient="Family court")


def test_a_draft_holds_each_sentence_with_its_source(drafted) -> None:
    (cited,) = only(drafted).cited
    assert cited["source"] == "note:1"
    assert cited["said_by"] == "Amara Whitlock"


def test_a_paragraph_in_her_own_words_keeps_what_the_record_said(case, drafted) -> None:
    row = rewrite(case, only(drafted), text="Theo wakes at night", revision=1)
    assert (row.text, row.drafted) == ("Theo wakes at night", "Theo sleeps badly")


def test_two_who_change_one_paragraph_lose_nothing(case, drafted) -> None:
    row = only(drafted)
    rewrite(case, row, text="Theo wakes at night", revision=1)
    with pytest.raises(AlongsideError, match="AL-U121"):
        rewrite(case, row, text="Theo sleeps well", revision=1)
    assert ParagraphRow.objects.get(pk=row.pk).text == "Theo wakes at night"


def test_what_was_written_since_is_added_and_changes_stay(case, drafted, told) -> None:
    rewrite(case, only(drafted), text="Theo wakes at night", revision=1)
    told.append(say("review", "The plan works", source="meeting:1"))
    assert look_again(case, drafted) == 1
    assert look_again(case, drafted) == 0
    texts = set(ParagraphRow.objects.filter(report=drafted).values_list("text", flat=True))
    assert {"Theo wakes at night", "The plan works"} <= texts


def test_a_signed_report_is_printed_sealed_told_and_frozen(case, drafted) -> None:
    signed = sign_report(case, drafted)
    assert hashlib.sha256(signed.paper.encode()).hexdigest() == signed.sha256
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(signed.pdf)).pages)
    assert "Theo sleeps badly" in text
    assert "Signed by Amara Whitlock" in text
    assert StepRow.objects.filter(kind="report_signed").exists()
    frozen = open_report(case, drafted.key)
    with pytest.raises(AlongsideError, match="AL-U120"):
        rewrite(case, only(frozen), text="Theo sleeps well", revision=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("UPDATE reports_signed SET paper = 'x'")


def test_an_empty_report_is_not_signed(case, drafted) -> None:
    for row in ParagraphRow.objects.select_related("report").filter(report=drafted):
        take_out(case, row, out=True)
    with pytest.raises(AlongsideError, match="AL-U122"):
        sign_report(case, drafted)


def test_a_later_report_takes_the_place_of_a_signed_one(case, drafted) -> None:
    sign_report(case, drafted)
    later = draft_report(case, "court_report", replaces=open_report(case, drafted.key))
    sign_report(case, later)
    assert open_report(case, drafted.key).state == "replaced"


def test_her_own_words_name_her_as_their_source(case, drafted) -> None:
    row = add_words(case, drafted, section="assessment", text="I met Theo twice")
    assert row.cited[0]["said_by"] == "Amara Whitlock"


def test_restricted_things_make_a_report_that_only_the_cleared_read(case, told, amara) -> None:
    told.append(say("note", "He is in treatment", sensitivity=3, source="note:9"))
    made = draft_report(case, "case_summary")
    assert signed_in(amara).get(f"/cases/{case.key}/reports/{made.key}/").status_code == 404
    josef = make_worker("Josef Castellanos", "supervisor")
    assert signed_in(josef).get(f"/cases/{case.key}/reports/{made.key}/").status_code == 200


def test_pages_of_a_report(case, drafted, amara: User) -> None:
    client, base = signed_in(amara), f"/cases/{case.key}/reports/"
    assert "Report for the court" in client.get(base).text
    page = client.get(f"{base}{drafted.key}/").text
    assert "Theo sleeps badly" in page
    assert "Sign as Amara Whitlock" in page
    pdf = client.get(f"{base}{drafted.key}/report.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert client.get(f"{base}{drafted.key}/report.docx").content.startswith(b"PK")
    assert LedgerEntry.objects.filter(object_kind="report", reason="took as pdf").exists()


def test_who_may_do_what(case, drafted) -> None:
    address = f"/cases/{case.key}/reports/{drafted.key}/"
    mate, other = make_worker("Ben Osei"), make_worker("Cleo Brandt", team="South")
    assert signed_in(mate).get(address).status_code == 200
    assert signed_in(mate).post(f"{address}sign/").status_code == 403
    assert signed_in(other).get(address).status_code == 404
    assert signed_in(other).post(f"{address}sign/").status_code == 404
    assert Client().get(address).status_code == 302


def test_a_conflict_shows_both_versions_side_by_side(case, drafted, amara) -> None:
    row = only(drafted)
    rewrite(case, row, text="Theo wakes at night", revision=1)
    address = f"/cases/{case.key}/reports/{drafted.key}/paragraphs/{row.pk}/"
    answer = signed_in(amara).post(address, {"text": "<b>Mine</b>", "revision": 1})
    assert answer.status_code == 409
    assert "Theo wakes at night" in answer.text
    assert "&lt;b&gt;Mine&lt;/b&gt;" in answer.text


def test_a_new_report_is_asked_for_by_kind(case, amara) -> None:
    client, address = signed_in(amara), f"/cases/{case.key}/reports/new/"
    assert "Choose which report" in client.post(address, {}).text
    made = client.post(address, {"kind": "chronology", "from_on": "2026-01-01"})
    assert made.status_code == 302
    assert "Chronology" in client.get(made["Location"]).text


def test_another_case_s_report_is_not_there(case, drafted, amara) -> None:
    other = make_case(amara, title="Another", children=("Ida",))
    address = f"/cases/{other.key}/reports/{drafted.key}/"
    assert signed_in(amara).get(address).status_code == 404


def test_what_the_team_mate_reads_is_in_the_ledger(case, drafted) -> None:
    opened = reopen_at(case, make_worker("Ben Osei"))
    assert open_report(opened, drafted.key).key == drafted.key
