"""The pictures of the documents, taken anew when asked: ``ALONGSIDE_PICTURES=1``."""

from __future__ import annotations

import csv
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.conftest import ROOT
from tests.journeys.conftest import EMAILS, PASSWORD, Visitor
from tests.journeys.family_office import family_site
from tests.journeys.screening_town import screening_site
from tests.journeys.small_town import small_site

PICTURES = ROOT / "docs" / "pictures"
NAMES = (
    "person", "search", "review", "sources", "person-phone", "decision", "card",
    "today", "case", "genogram", "report",
)  # fmt: skip
AT_MOST = 250_000  # bytes

wanted = pytest.mark.skipif(
    os.environ.get("ALONGSIDE_PICTURES") != "1",
    reason="pictures are taken anew with ALONGSIDE_PICTURES=1 only",
)


@wanted
def test_take_pictures_of_people_and_sources(
    sign_in: Callable[[str], Visitor], demo_agency: Path
) -> None:
    person_id, name = _busy_child(demo_agency)
    visitor = sign_in("worker")
    page = visitor.go(f"/people/?q={quote(name[:-2] + name[-1])}")
    _take(page, "search")
    visitor.go("/sources/")
    _take(page, "sources")
    visitor.go(f"/people/{person_id}/")
    _take(page, "person", height=1000)
    page.emulate_media(color_scheme="dark")
    _take(page, "person-phone", width=390)


@wanted
def test_take_a_picture_of_a_question(context: BrowserContext, tmp_path: Path) -> None:
    with small_site(tmp_path / "town") as site:
        page = _worker_at(context, site)
        page.goto(f"{site}/review/")
        page.locator(".questions a").first.click()
        page.wait_for_url(lambda url: url.rstrip("/").rpartition("/")[2].isdigit())
        _take(page, "review", height=1000)


@wanted
def test_take_a_picture_of_advice(context: BrowserContext, tmp_path: Path) -> None:
    with screening_site(tmp_path / "agency") as site:
        page = _worker_at(context, site)
        page.goto(f"{site}/decisions/")
        page.get_by_role("link", name="Mila Varga").click()
        page.get_by_role("radio", name="10 to 19").check()
        page.get_by_label("What makes you think so").fill("Dora called the police herself.")
        page.get_by_role("button", name="Keep my judgement").click()
        page.get_by_role("button", name="See what the system says").click()
        page.get_by_role("heading", name="Advice from the system").wait_for()
        _take(page, "decision", height=1300)


@wanted
def test_take_a_picture_of_a_card(sign_in: Callable[[str], Visitor]) -> None:
    visitor = sign_in("worker")
    _take(visitor.go("/models/harm_confirmed/1/"), "card", height=1300)


@wanted
def test_take_pictures_of_case_work(sign_in: Callable[[str], Visitor]) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/today/")
    _take(page, "today", height=1000)
    page.get_by_role("link", name="Open what to know before it").click()
    page.locator(".crumb a").first.click()
    _take(page, "case", height=1300)
    page.get_by_role("link", name="Make a report").click()
    page.get_by_role("radio", name="Case summary").check()
    page.get_by_role("button", name="Fill it from the record").click()
    _take(page, "report", height=1000)


@wanted
def test_take_a_picture_of_a_family(context: BrowserContext, tmp_path: Path) -> None:
    with family_site(tmp_path / "agency") as site:
        page = _worker_at(context, site)
        page.goto(f"{site}/people/?q=Mila+Varga")
        page.locator("#found a").first.click()
        page.get_by_role("link", name="Family: drawing and words").click()
        _take(page, "genogram", height=900)


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_there_and_small(name: str) -> None:
    assert 0 < (PICTURES / f"{name}.png").stat().st_size < AT_MOST


def _worker_at(context: BrowserContext, site: str) -> Page:
    """A worker who has signed in at an office of the test's own."""
    page = context.new_page()
    page.goto(site)
    page.get_by_label("Email").fill(EMAILS["worker"])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)
    return page


def _busy_child(folder: Path) -> tuple[str, str]:
    """The made-up child with many events: id, and a name to search for."""
    with (folder / "truth" / "showcase.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["role"] == "many_events"]
    with sqlite3.connect(folder / "data" / "alongside.sqlite3") as con:
        person_id, given, family = con.execute(
            """SELECT n.person_id, n.given_name, n.family_name FROM identity_name n
               JOIN identity_membership m ON m.person_id = n.person_id AND m.until_at IS NULL
               WHERE m.record_id = ? ORDER BY n.id LIMIT 1""",
            [next(row["record_id"] for row in rows if row["record_id"].startswith("cases:"))],
        ).fetchone()
    return str(UUID(person_id)), f"{given} {family}".title()


def _take(page: Page, name: str, *, width: int = 1280, height: int = 844) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("() => document.fonts.ready")
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")
