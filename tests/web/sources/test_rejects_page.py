"""``/sources/<name>/rejects/`` and its download: what was put aside, and why."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from alongside.web.ledger.models import LedgerEntry
from alongside.web.publishing.models import GenerationRow
from alongside.web.sources.spreadsheet import FORMULA, csv_lines, safe_cell
from tests.web.people.conftest import SignIn
from tests.web.people.town import Town

URL = "/sources/school/rejects/"


def test_by_reason_with_counts_the_commonest_first(with_rejects: Town, sign_in: SignIn) -> None:
    html = sign_in("supervisor").get(URL).content.decode()
    assert "61 rows" in html
    assert html.index("not a date of the calendar") < html.index("not a number")
    assert '<span class="num end">60</span>' in html


def test_pages_and_a_reason(with_rejects: Town, sign_in: SignIn) -> None:
    client = sign_in("supervisor")
    assert "Page 1 of 2" in client.get(URL).content.decode()
    second = client.get(f"{URL}?page=2").content.decode()
    assert second.count("school.csv") == 11
    one = client.get(f"{URL}?reason=AL-S104").content.decode()
    assert "1 row<" in one
    assert one.count("school.csv") == 1
    for odd in ("page=0", "page=-1", "page=x", "page=99999999", "reason=%27%3B"):
        assert client.get(f"{URL}?{odd}").status_code == 200


def test_values_are_shown_to_those_who_may_and_that_is_written_down(
    with_rejects: Town, sign_in: SignIn
) -> None:
    html = sign_in("supervisor").get(URL).content.decode()
    assert "31/02/2020" in html
    entry = LedgerEntry.objects.get(object_kind="source")
    assert (entry.verb, entry.object_id) == ("view_rejects", "school")


@pytest.mark.parametrize("role", ["worker", "auditor"])
def test_others_see_where_and_why_but_no_value(
    with_rejects: Town, sign_in: SignIn, role: str
) -> None:
    client = sign_in(role)
    html = client.get(URL).content.decode()
    assert "not a date of the calendar" in html
    assert "31/02/2020" not in html
    assert "31/02/2020" not in _download(client)
    assert not LedgerEntry.objects.filter(object_kind="source").exists()


def test_the_download_is_safe_in_a_spreadsheet(with_rejects: Town, sign_in: SignIn) -> None:
    text = _download(sign_in("supervisor"))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == 61
    assert rows[0]["file"] == "school.csv"
    assert rows[-1]["seen"] == '\'=HYPERLINK("http://example.org")'
    assert LedgerEntry.objects.get(object_kind="source").reason == "downloaded"


def test_the_download_of_one_reason(with_rejects: Town, sign_in: SignIn) -> None:
    text = _download(sign_in("supervisor"), "?reason=AL-S104")
    assert len(text.splitlines()) == 2


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_no_cell_is_run_and_every_value_comes_back(values: list[str]) -> None:
    lines = list(csv_lines(["a"] * len(values), [values]))
    _heading, row = csv.reader(io.StringIO("".join(lines).removeprefix("\ufeff"), newline=""))
    assert not any(cell.lstrip(" ").startswith(FORMULA) for cell in row)
    assert [cell.removeprefix("'") for cell in row] == [cell.removeprefix("'") for cell in values]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_what_a_spreadsheet_would_run(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


def test_a_source_that_is_not_there(with_rejects: Town, sign_in: SignIn) -> None:
    client = sign_in("supervisor")
    assert client.get("/sources/nonsense/rejects/").status_code == 404
    assert client.get("/sources/nonsense/rejects.csv").status_code == 404


def test_a_stranger_signs_in_first(with_rejects: Town) -> None:
    assert Client().get(URL).status_code == 302
    assert Client().get("/sources/school/rejects.csv").status_code == 302


def test_nothing_put_aside(with_rejects: Town, sign_in: SignIn) -> None:
    html = sign_in("worker").get("/sources/cases/rejects/").content.decode()
    assert "Nothing was put aside" in html


def test_without_the_joined_records(with_rejects: Town, sign_in: SignIn) -> None:
    GenerationRow.objects.all().delete()
    client = sign_in("supervisor")
    assert "cannot be opened now" in client.get(URL).content.decode()
    assert client.get("/sources/school/rejects.csv").status_code == 404


def _download(client: Client, query: str = "") -> str:
    answer = client.get(f"/sources/school/rejects.csv{query}")
    assert answer["Content-Type"].startswith("text/csv")
    return b"".join(answer.streaming_content).decode()
