"""A worker's day: what is due, a visit planned and made, the calendar; a supervisor's team."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import ROOT
from tests.journeys.conftest import EMAILS, PASSWORD, Visitor
from tests.journeys.looking import Looker
from tests.journeys.visits_town import FREE, TITLE, visits_site

SignIn = Callable[[str], Visitor]
ZONE = ZoneInfo("America/New_York")  # of an agency that was just made


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A family with visits and clocks."""
    with visits_site(tmp_path_factory.mktemp("visits") / "agency") as address:
        yield address


@pytest.fixture
def enter(context: BrowserContext, town: str) -> SignIn:
    """Sign in: ``enter("amara@demo.example")``."""

    def _enter(email: str) -> Visitor:
        visitor = Visitor(page=context.new_page(), site=town, look=Looker(ROOT))
        page = visitor.go("/")
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/accounts/login" not in url)
        return visitor

    return _enter


def minutes(after: timedelta) -> str:
    """A time from now as a browser’s field takes it, in the zone of the town."""
    return (datetime.now(ZONE) + after).strftime("%Y-%m-%dT%H:%M")


def test_the_day_begins_with_what_is_due(enter: SignIn) -> None:
    visitor = enter(EMAILS["worker"])
    page = visitor.page
    expect(page).to_have_url(f"{visitor.site}/today/")
    expect(page.get_by_role("heading", name="Overdue")).to_be_visible()
    visitor.look(page, "today")
    page.get_by_text("Choose what is shown").press("Enter")
    page.get_by_label("Case").select_option(label=TITLE)
    page.get_by_role("button", name="Show these").press("Enter")
    expect(page.locator("ol.work a").first).to_have_text(TITLE)
    visitor.look(page, "today-chosen")
    page.get_by_role("link", name="Show everything").first.click()


def test_a_visit_is_planned_read_up_on_and_made_by_keyboard(enter: SignIn) -> None:
    visitor = enter(EMAILS["worker"])
    page = visitor.page
    page.locator("ol.work a", has_text=TITLE).first.press("Enter")
    case = page.url
    page.goto(f"{case}visits/")
    visitor.look(page, "visits-none")
    page.get_by_role("link", name="Plan a visit").press("Enter")
    visitor.look(page, "visit-plan")
    page.get_by_role("button", name="Plan the visit").press("Enter")
    page.get_by_label("Day and hour").fill(minutes(timedelta(hours=-5)))
    page.get_by_label("What you want to find out").fill("Hear Mila about her room")
    page.get_by_role("button", name="Plan the visit").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("AL-U100")
    visitor.look(page, "visit-plan-refused")
    page.get_by_label("Day and hour").fill(minutes(timedelta(hours=3)))
    page.get_by_role("button", name="Plan the visit").press("Enter")
    expect(page.get_by_role("heading", name="What to know before it")).to_be_visible()
    visitor.look(page, "visit")
    page.goto(f"{visitor.site}/today/?kind=")
    expect(page.get_by_text("Next visit")).to_be_visible()
    visitor.look(page, "today-next-visit")
    _make(visitor, case)


def _make(visitor: Visitor, case: str) -> None:
    page: Page = visitor.page
    page.goto(f"{case}visits/made/")
    page.get_by_label("When it began").fill(minutes(timedelta(hours=-2)))
    page.get_by_role("button", name="Write the visit down").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Say for Mila")
    visitor.look(page, "visit-made-incomplete")
    for box in page.get_by_label("Seen alone").all():
        box.check()
    page.get_by_role("button", name="Write the visit down").press("Enter")
    expect(page.get_by_text("Mila Hartmann seen alone")).to_be_visible()
    expect(page.get_by_role("link", name="Write the note of this visit")).to_be_visible()
    visitor.look(page, "visit-made")
    page.goto(f"{case}visits/")
    visitor.look(page, "visits")
    page.get_by_role("link", name="Write the note of this visit").or_(
        page.locator("li.visit a").first
    ).first.click()
    page.get_by_role("link", name="It did not happen").press("Enter")
    visitor.look(page, "visit-not-made")


def test_a_day_without_anything_says_what_comes_next(enter: SignIn) -> None:
    visitor = enter(FREE)
    expect(visitor.page.get_by_role("heading", name="Nothing is due")).to_be_visible()
    visitor.look(visitor.page, "today-empty")


def test_a_phone_has_five_rooms_and_a_way_to_the_others(enter: SignIn) -> None:
    visitor = enter(EMAILS["supervisor"])
    page = visitor.page
    page.set_viewport_size({"width": 390, "height": 900})
    rail = page.get_by_role("navigation", name="Rooms")
    expect(rail.locator("a:visible")).to_have_count(5)
    rail.get_by_text("More").click()
    expect(rail.get_by_role("link", name="My views")).to_be_visible()
    page.screenshot(path=ROOT / "tests" / "shots" / "rail-more-390.png")
    rail.get_by_role("link", name="Sources").click()
    expect(page).to_have_url(f"{visitor.site}/sources/")


def test_a_phone_fetches_the_calendar_until_it_may_not(enter: SignIn) -> None:
    visitor = enter(EMAILS["worker"])
    page = visitor.go("/today/my-calendar/")
    visitor.look(page, "calendar-none")
    page.get_by_role("button", name="Make an address").press("Enter")
    address = page.get_by_label("Address").input_value()
    visitor.look(page, "calendar")
    with urllib.request.urlopen(address, timeout=10) as answer:
        assert b"BEGIN:VCALENDAR" in answer.read()
    page.get_by_role("button", name="End the address").press("Enter")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(address, timeout=10)


def test_a_supervisor_sees_her_team_without_a_ranking(enter: SignIn) -> None:
    visitor = enter(EMAILS["supervisor"])
    page = visitor.go("/team/")
    expect(page.get_by_role("heading", name="Team North")).to_be_visible()
    visitor.look(page, "team")
    page.get_by_role("link", name="Assessing, Amara Whitlock").press("Enter")
    expect(page.get_by_text(TITLE)).to_be_visible()
