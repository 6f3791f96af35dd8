"""How fresh the sources are, what was put aside, and a download that no spreadsheet runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.small_town import small_site

SignIn = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small town whose school sent rows that could not be read."""
    with small_site(tmp_path_factory.mktemp("sources") / "agency") as address:
        yield address


def test_from_the_sources_to_what_was_put_aside(sign_in: SignIn) -> None:
    visitor = sign_in("supervisor")
    page = visitor.go("/sources/")
    page.get_by_text("What it feeds, and who may use it").first.click()
    visitor.look(page, "sources")
    page.get_by_role("link", name="61 rows put aside, and why").click()
    visitor.look(page, "sources-rejects")
    page.get_by_role("link", name="not a number").click()
    expect(page.get_by_role("heading", name="1 row", exact=True)).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as CSV").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in text
    assert len(text.splitlines()) == 2


def test_who_may_not_see_values_sees_where_and_why(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/sources/school/rejects/")
    expect(page.get_by_text("Values are shown to those who mend sources")).to_be_visible()
    expect(page.get_by_text("31/02/2020")).to_have_count(0)
    visitor.look(visitor.go("/sources/cases/rejects/"), "sources-no-rejects")
