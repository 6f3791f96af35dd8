"""A worker writes plans with a family, holds a review, and prints a copy; how each page looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.case_office import NEW, ODD, USUAL
from tests.journeys.conftest import Visitor
from tests.journeys.planning_office import planning_site

SignIn = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An office with a usual, an overfull and a new case."""
    with planning_site(tmp_path_factory.mktemp("planning") / "agency") as address:
        yield address


def plans_of(visitor: Visitor, title: str) -> Page:
    """What was agreed in a case, found by its title."""
    page = visitor.go("/cases/?show=mine")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("link", name="What was agreed").first.click()
    return page


def test_each_page_looks_right(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    visitor.look(plans_of(visitor, USUAL), "planning-home")
    home = visitor.page.url.removeprefix(visitor.site)
    page = visitor.page
    page.locator("#safety").get_by_role("link", name="Version 1").click()
    visitor.look(page, "planning-safety")
    safety = page.url.removeprefix(visitor.site)
    visitor.look(visitor.go(f"{safety}copy/?for=Dora%20Varga"), "planning-copy")
    visitor.look(plans_and_open(visitor, home, "case"), "planning-case")
    page.get_by_role("button", name="Begin a new version").click()
    visitor.look(page, "planning-case-draft")
    draft = page.url.removeprefix(visitor.site)
    visitor.look(visitor.go(f"{draft}write/"), "planning-case-form")
    visitor.look(visitor.go(f"{draft}goals/new/"), "planning-goal-form")
    visitor.look(visitor.go(f"{draft}compare/"), "planning-compare")
    visitor.look(visitor.go(f"{home}placements/new/"), "planning-placement-form")
    visitor.look(visitor.go(f"{home}meetings/new/"), "planning-meeting-form")
    visitor.go(home).get_by_role("link", name="Conference").click()
    visitor.look(page, "planning-meeting-held")
    visitor.go(home).get_by_role("link", name="Review", exact=True).click()
    visitor.look(page, "planning-meeting")
    page.get_by_text("It was not held").click()
    page.get_by_role("button", name="It was missed").click()
    expect(page.get_by_role("alert")).to_be_focused()
    visitor.look(page, "planning-meeting-error")
    visitor.go(home).locator("#supervision a").first.click()
    visitor.look(page, "planning-supervision")
    visitor.look(visitor.go("/supervision/"), "planning-general")


def plans_and_open(visitor: Visitor, home: str, kind: str) -> Page:
    """The first version of a kind of plan."""
    page = visitor.go(home)
    page.locator(f"#{kind}").get_by_role("link", name="Version 1").click()
    return page


def test_overfull_and_empty_pages_hold_together(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    visitor.look(plans_of(visitor, ODD[:20]), "planning-home-overfull")
    home = visitor.page.url.removeprefix(visitor.site)
    page = plans_and_open(visitor, home, "safety")
    visitor.look(page, "planning-safety-overfull")
    safety = page.url.removeprefix(visitor.site)
    visitor.look(visitor.go(f"{safety}copy/"), "planning-copy-overfull")
    visitor.go(safety).get_by_role("button", name="Begin a new version").click()
    visitor.look(page, "planning-safety-form-overfull")
    visitor.look(plans_and_open(visitor, home, "case"), "planning-case-overfull")
    visitor.go(home).get_by_role("link", name="Conference").click()
    visitor.look(page, "planning-meeting-overfull")


def test_a_supervisor_writes_supervision_and_sees_an_empty_case(sign_in: SignIn) -> None:
    visitor = sign_in("supervisor")
    page = visitor.go("/cases/?show=to_allocate")
    page.get_by_role("link", name=NEW).first.click()
    page.get_by_role("link", name="What was agreed").first.click()
    visitor.look(page, "planning-home-empty")
    page = visitor.go("/supervision/")
    page.get_by_role("link", name="Amara Whitlock").click()
    page.get_by_role("button", name="Keep the supervision").click()
    expect(page.get_by_role("alert")).to_be_focused()
    visitor.look(page, "planning-supervision-error")
    page.get_by_label("What was talked over").fill("The drive is long")
    page.get_by_role("button", name="Keep the supervision").click()
    expect(page.get_by_role("link", name="The drive is long")).to_have_count(0)
    expect(page.locator("main .rows li").first).to_contain_text("Josef Lang")
