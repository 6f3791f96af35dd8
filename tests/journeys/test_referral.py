"""From a call to an accepted referral: counted for a known family, looked at, and without script.

``casework.call_to_referral_steps`` is the number of clicks; what is typed is not counted, nor is
the way into a text by the keyboard.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT
from tests.journeys.conftest import PASSWORD, Visitor
from tests.journeys.referral_town import referral_site

SignIn = Callable[[str], Visitor]
TO_REACH = 12
STORY = "Mila came to school with a bruise. She says she fell, and does not want to go home."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Mila's town; each test makes a referral of its own."""
    with referral_site(tmp_path_factory.mktemp("referral") / "agency") as address:
        yield address


@dataclass
class Clicks:
    """Counts every click."""

    page: Page
    count: int = 0

    def __call__(self, role: str, name: str, **how: bool) -> None:
        self.page.get_by_role(role, name=name, **how).first.click()  # type: ignore[arg-type]
        self.count += 1


def name_mila(page: Page) -> None:
    """Say what happened and type a name as it sounds; the keyboard goes from field to field."""
    page.get_by_label("In the words of whoever told you").fill(STORY)
    page.get_by_label("Given name").first.fill("Milla")
    page.get_by_label("Family name").first.press_sequentially("Varga")
    expect(page.get_by_text("Is it").first).to_be_visible()


def test_a_known_family_takes_few_clicks_from_the_call_to_the_case(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/today/")
    click = Clicks(page)
    click("link", "New referral")
    name_mila(page)
    page.get_by_role("radio", name="By phone").check()
    click.count += 1
    click("button", "This is the person")
    click("button", "Add all")
    expect(page.get_by_text("Live in the same home")).to_have_count(0)
    click("button", "Keep the referral")
    expect(page.get_by_text(STORY)).to_be_visible()
    page.get_by_label("What makes you think so").fill("A bruise, and she is afraid to go home")
    page.get_by_role("radio", name="10 to 19").check()
    click.count += 1
    click("button", "Keep my judgement")
    page.get_by_label("Your reason, in your own words").fill("I want to see her today")
    page.get_by_role("radio", name="Screen in: somebody visits").check()
    click.count += 1
    page.get_by_role("radio", name="Within 24 hours").check()
    click.count += 1
    page.get_by_role("button", name="Sign as").click()
    click.count += 1
    expect(page.get_by_role("heading", name="Decided", exact=True)).to_be_visible()
    kept = ROOT / "tests" / "shots" / "call_to_referral_steps.json"
    kept.write_text(json.dumps({"casework.call_to_referral_steps": click.count}))
    assert click.count <= TO_REACH
    page.get_by_role("link", name="The whole referral").click()
    expect(page.get_by_role("link", name="Open the case")).to_be_visible()
    visitor.look(page, "referral-decided")


def test_the_form_looks_right_empty_found_picked_and_wrong(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/referrals/new/")
    visitor.look(page, "referral-empty")
    page.get_by_role("button", name="Keep the referral").click()
    expect(page.get_by_role("alert")).to_be_focused()
    visitor.look(page, "referral-error")
    name_mila(page)
    visitor.look(page, "referral-found")
    page.get_by_role("button", name="This is the person").first.click()
    expect(page.get_by_role("heading", name="Who it is about")).to_be_focused()
    page.evaluate("window.scrollTo(0, 0)")
    visitor.look(page, "referral-home")
    page.get_by_role("button", name="Add all").click()
    expect(page.get_by_text("Live in the same home")).to_have_count(0)
    page.get_by_role("button", name="Add another person").click()
    expect(page.get_by_label("Given name").last).to_be_focused()
    page.get_by_text("More about this person").click()
    page.evaluate("window.scrollTo(0, 0)")  # nothing lies under the bar at the top
    visitor.look(page, "referral-family")


def test_an_overfull_family_and_what_was_said_fit_the_page(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/referrals/new/")
    page.get_by_label("In the words of whoever told you").fill("<b>=1+1</b> " + "مرحبا 🦊 " * 60)
    page.get_by_role("radio", name="By phone").check()
    page.get_by_label("Given name").first.press_sequentially("Sibling")
    page.get_by_role("button", name="This is the person").first.click()
    page.get_by_role("button", name="Add all").click()
    page.get_by_label("What a worker must know").fill("A dog " * 50)
    page.get_by_label("Name", exact=True).fill("Ms Field")
    visitor.look(page, "referral-overfull")
    page.get_by_role("button", name="Keep the referral").click()
    visitor.look(page, "referral-point")
    page.get_by_role("link", name="The whole referral").click()
    visitor.look(page, "referral-page")
    page.get_by_role("button", name="Show who told us").click()
    expect(page.get_by_text("Ms Field")).to_be_visible()
    visitor.look(page, "referral-reporter")


def test_a_screening_out_waits_for_the_supervisor(sign_in: SignIn, browser: Browser) -> None:
    visitor = sign_in("supervisor")
    page = visitor.go("/referrals/")
    visitor.look(page, "referral-list")
    worker = browser.new_page()
    _sign_in(worker, visitor.site, "amara@demo.example")
    worker.goto(f"{visitor.site}/referrals/new/")
    worker.get_by_label("In the words of whoever told you").fill("Somebody asked about a nursery")
    worker.get_by_role("radio", name="By phone").check()
    worker.get_by_label("Given name").fill("Zebedee")
    worker.get_by_role("button", name="Keep the referral").click()
    worker.get_by_role("radio", name="fewer than 2").check()
    worker.get_by_label("What makes you think so").fill("A question only")
    worker.get_by_role("button", name="Keep my judgement").click()
    worker.get_by_role("radio", name="Screen out").check()
    worker.get_by_label("Your reason, in your own words").fill("Advice was enough")
    worker.get_by_role("button", name="Sign as").click()
    worker.close()
    page.reload()
    page.get_by_role("link", name="Zebedee").first.click()
    visitor.look(page, "referral-second-look")
    page.get_by_role("button", name="Agree that nobody visits").click()
    expect(page.get_by_text("Agreed that nobody visits.")).to_be_visible()


def test_it_is_whole_without_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    _sign_in(page, site, "amara@demo.example")
    page.goto(f"{site}/referrals/new/")
    page.get_by_label("In the words of whoever told you").fill(STORY)
    page.get_by_label("Given name").fill("Milla Varga")
    page.get_by_label("Given name").press("Enter")
    page.get_by_role("button", name="This is the person").first.click()
    page.get_by_role("button", name="Add all").click()
    expect(page.get_by_label("In the words of whoever told you")).to_have_value(STORY)
    page.get_by_role("radio", name="By phone").check()
    page.get_by_role("button", name="Keep the referral").click()
    expect(page.get_by_role("heading", name="What was said")).to_be_visible()
    context.close()


def _sign_in(page: Page, site: str, email: str) -> None:
    page.goto(site)
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)
