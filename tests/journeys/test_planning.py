"""A worker writes plans with a family, holds a review, and prints a copy; how each page looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.case_office import NEW, ODD, USUAL
from tests.journeys.conftest import Visitor
from tests.journeys.planning_office import GATE, SUNDAY, planning_site
from tests.journeys.test_review import tab_to

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


def test_a_safety_plan_is_written_signed_and_put_in_force_by_keyboard(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = plans_of(visitor, GATE)
    press(page, "Write a safety plan")
    page.get_by_label("What is the worry?").focus()
    page.keyboard.type("A stranger waits at the gate")
    page.get_by_label("Who", exact=True).first.focus()
    page.keyboard.type("Dora Varga")
    page.keyboard.press("Tab")
    page.keyboard.type("Brings Mila to school")
    press(page, "Add another line")
    expect(page.get_by_role("textbox", name="Does what")).to_have_count(2)
    expect(page.get_by_role("textbox", name="Does what").first).to_have_value(
        "Brings Mila to school"
    )
    page.get_by_label("What happens if it does not work?").focus()
    page.keyboard.type("Call the duty line")
    page.get_by_label("You look at it again on").fill("2027-03-01")
    press(page, "Keep and read it through")
    expect(page.get_by_text("A signature of somebody who is part of it")).to_be_visible()
    page.get_by_label("Name, typed by who signs").focus()
    page.keyboard.type("Dora Varga")
    press(page, "Sign: agrees")
    press(page, "Put the safety plan in force")
    expect(page.get_by_role("status")).to_contain_text("holds from now on")
    page.get_by_role("link", name=GATE).first.click()
    expect(page.get_by_text("Brings Mila to school").first).to_be_visible()


def test_two_workers_see_both_texts(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = plans_of(visitor, SUNDAY)
    page.locator("#safety form").get_by_role("button").click()
    address = page.url
    page.get_by_label("What is the worry?").fill("What I saw on Sunday")
    other = page.context.new_page()
    other.goto(address)
    other.get_by_label("What is the worry?").fill("What a colleague heard on Monday")
    other.get_by_role("button", name="Keep and read it through").click()
    page.get_by_role("button", name="Keep and read it through").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_text("What a colleague heard on Monday")).to_be_visible()
    expect(page.get_by_label("What is the worry?")).to_have_value("What I saw on Sunday")
    visitor.look(page, "planning-two-texts")
    page.get_by_role("button", name="Keep and read it through").click()
    expect(page.get_by_text("What I saw on Sunday")).to_be_visible()


def test_a_plan_can_be_written_without_script(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = plans_of(visitor, SUNDAY)
    home = page.url
    plain = page.context.browser.new_context(  # type: ignore[union-attr]
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    page = plain.new_page()
    page.goto(f"{home}meetings/new/")
    page.get_by_label("On", exact=True).fill("2026-11-20")
    page.get_by_role("button", name="Plan the meeting").click()
    page.get_by_role("textbox", name="Does what").fill("Writes to the school")
    page.get_by_role("button", name="Add another line").click()
    expect(page.get_by_role("textbox", name="Does what")).to_have_count(2)
    page.get_by_role("checkbox", name="Dora Varga").check()
    page.get_by_role("button", name="Keep that it was held").click()
    expect(page.get_by_text("Writes to the school", exact=True)).to_be_visible()
    plain.close()


def press(page: Page, name: str) -> None:
    """Find a button with Tab and press Enter."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
