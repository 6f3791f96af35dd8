"""The first day as the tutorial tells it: every section is walked, in a demo as it was made.

Fields that ask for what the record holds already are counted on the way
(``casework.retyped_fields``): each empty field on a page of an assessment, a plan, a review or a
report must be of something new, or have what the record holds offered beside it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.journeys.conftest import EMAILS, PASSWORD, Visitor

TUTORIAL = ROOT / "docs" / "tutorials" / "first-day.md"
NAME = "Ada Newcomb"


def enter(visitor: Visitor, role: str) -> Page:
    """Sign out whoever is there, and sign in."""
    visitor.page.context.clear_cookies()
    page = visitor.go("/")
    page.get_by_label("Email").fill(EMAILS[role])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)
    return page


def open_case(visitor: Visitor) -> Page:
    """Ada's case, from the list."""
    page = visitor.go("/cases/")
    page.get_by_role("link", name=NAME).first.click()
    return page


def look_at_the_day(visitor: Visitor) -> None:
    page = enter(visitor, "worker")
    expect(page.get_by_role("heading", name="Your work")).to_be_visible()
    visitor.look(page, "first-day-today")


def read_before_a_visit(visitor: Visitor) -> None:
    visitor.go("/today/").get_by_role("link", name="Open what to know before it").click()
    visitor.look(visitor.page, "first-day-before")


def write_a_note(visitor: Visitor) -> None:
    page = visitor.go("/cases/")
    page.locator("main table a, main li a").first.click()
    page.get_by_role("link", name="Write a note").click()
    page.get_by_label("What you saw, heard and did").fill("We walked to school together.")
    page.get_by_role("button", name="Keep as Amara Whitlock").click()
    expect(page.get_by_text("We walked to school together.")).to_be_visible()


def take_a_call(visitor: Visitor) -> None:
    page = visitor.go("/today/")
    page.get_by_role("link", name="New referral").click()
    page.get_by_label("In the words of whoever told you").fill("She was alone until nine.")
    page.get_by_role("radio", name="By phone").check()
    given, family = NAME.split()
    page.get_by_label("Given name").first.fill(given)
    page.get_by_label("Family name").first.press_sequentially(family)
    nobody, keep = (
        page.get_by_role("button", name=name) for name in ("Nobody of these", "Keep the referral")
    )
    keep.click()  # somebody who sounds alike is asked about, also where the search was slower
    page.wait_for_load_state()
    if nobody.count():
        nobody.click()
        expect(nobody).to_have_count(0)
        keep.click()
    page.wait_for_url(lambda url: "/decisions/" in url)


def decide_what_happens(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("radio", name="5 to 9").check()
    page.get_by_label("What makes you think so").fill("Alone twice, and hungry")
    page.get_by_role("button", name="Keep my judgement").click()
    page.get_by_role("radio", name="Screen in").check()
    page.get_by_role("radio", name="Within five days").check()
    page.get_by_label("Your reason, in your own words").fill("I want to meet her")
    page.get_by_role("button", name="Sign as").click()
    expect(page.get_by_role("heading", name="Decided", exact=True)).to_be_visible()


def give_the_case(visitor: Visitor) -> None:
    page = enter(visitor, "supervisor")
    visitor.go("/cases/?show=to_allocate")
    page.get_by_role("link", name=NAME).first.click()
    page.get_by_role("link", name="Offer it to a worker").click()
    page.get_by_role("radio", name="Amara Whitlock").check()
    page.get_by_role("button", name="Offer the case").click()
    expect(page.get_by_role("heading", name="Offered to Amara Whitlock")).to_be_visible()


def take_it_on(visitor: Visitor) -> None:
    page = enter(visitor, "worker")
    page.get_by_role("link", name=NAME).first.click()
    page.get_by_role("button", name="Take the case on").click()
    page.get_by_role("link", name="Begin a form").click()
    page.get_by_role("button", name="Begin: Safety assessment").click()
    note_asked(page, "safety assessment")
    page.get_by_label("On which day did you see the children?").fill(today(visitor))
    page.get_by_label("Who was there?").fill("Ada and her aunt")
    for group in page.locator("fieldset:has(input[type=radio])").all():
        no = group.get_by_role("radio", name="No", exact=True)
        if no.count():
            no.first.check()
    answer_yes(page, "Did you speak with each child alone?")
    answer_yes(page, "Is a child left without an adult who can look after them?")
    page.get_by_label("When, for how long, and who says so").fill("Twice in a week, says Ada")
    page.get_by_text("Conditionally safe", exact=False).first.click()
    page.get_by_label("What is your reason?").fill("Her aunt is there from now on")
    page.get_by_role("button", name="Finish the form").click()
    expect(page.get_by_role("button", name="Finish the form")).to_have_count(0)


def answer_yes(page: Page, question: str) -> None:
    page.get_by_role("group", name=question).get_by_role("radio", name="Yes", exact=True).check()


def agree_what_happens_now(visitor: Visitor) -> None:
    page = open_case(visitor)
    page.get_by_role("button", name="Write a safety plan").click()
    note_asked(page, "safety plan")
    page.get_by_label("What is the worry?").fill("Ada is alone in the evening")
    page.get_by_label("Who", exact=True).first.fill("Her aunt")
    page.get_by_role("textbox", name="Does what").first.fill("Comes at six and stays the night")
    page.get_by_label("What happens if it does not work?").fill("She calls me, also at night")
    page.get_by_label("You look at it again on").fill(today(visitor, days=14))
    page.get_by_role("button", name="Keep and read it through").click()
    page.get_by_label("Name, typed by who signs").fill("Her aunt")
    page.get_by_role("button", name="Sign: agrees").click()
    page.get_by_role("button", name="Put the safety plan in force").click()
    expect(page.get_by_role("status").first).to_contain_text("holds from now on")


def plan_over_time(visitor: Visitor) -> None:
    page = open_case(visitor)
    page.get_by_role("link", name="Begin a form").click()
    page.get_by_role("button", name="Begin: Strengths and worries").click()
    note_asked(page, "assessment")
    page = open_case(visitor)
    page.get_by_role("button", name="Write a case plan").click()
    page.get_by_role("link", name="Add a goal").click()
    note_asked(page, "goal")
    page.get_by_label("The goal, in the person’s own words").fill("I do not want to be alone")
    page.get_by_role("button", name="Keep the goal").click()
    page.get_by_role("link", name="For whom, and review day").click()
    note_asked(page, "case plan")
    page.get_by_label("You look at it together on").fill(today(visitor, days=90))
    page.get_by_role("button", name="Keep the review day").click()
    page.get_by_label("Name, typed by who signs").fill("Ada")
    page.get_by_role("button", name="Sign: agrees").click()
    page.get_by_role("button", name="Keep the plan as agreed").click()
    expect(page.get_by_role("status").first).to_contain_text("holds from now on")


def look_at_it_together(visitor: Visitor) -> None:
    page = open_case(visitor)
    page.get_by_role("link", name="Plan a meeting").click()
    page.get_by_label("On", exact=True).fill(today(visitor))
    page.get_by_role("button", name="Plan the meeting").click()
    note_asked(page, "review")
    expect(page.get_by_text("I do not want to be alone").first).to_be_visible()
    page.get_by_label("What was talked over").fill("Her aunt stays until summer")
    page.get_by_role("button", name="Keep that it was held").click()
    expect(page.get_by_text("Her aunt stays until summer").first).to_be_visible()


def make_a_report(visitor: Visitor) -> None:
    page = open_case(visitor)
    page.get_by_role("link", name="Make a report").click()
    note_asked(page, "report")
    visitor.look(page, "first-day-report-new")
    page.get_by_role("radio", name="Case summary").check()
    page.get_by_role("button", name="Fill it from the record").click()
    visitor.look(page, "first-day-report")
    page.get_by_role("button", name="Leave it out").first.click()
    expect(page.get_by_role("button", name="Put it back")).to_be_visible()
    page.get_by_label("What you want to add").fill("She likes the swings.")
    page.get_by_role("button", name="Add to the report").click()
    page.get_by_role("button", name="Sign as Amara Whitlock").click()
    expect(page.get_by_text("Signed by Amara Whitlock")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF", exact=True).click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF")
    visitor.look(page, "first-day-report-signed")
    page.get_by_role("link", name="Reports").click()
    visitor.look(page, "first-day-reports")


def end_the_work(visitor: Visitor) -> None:
    page = open_case(visitor)
    page.get_by_role("link", name="Close the case").click()
    visitor.look(page, "first-day-close")
    page.get_by_role("radio").first.check()
    page.get_by_label("Why", exact=False).first.fill("Her aunt has moved in")
    page.get_by_role("button", name="Ask to close the case").click()
    page = enter(visitor, "supervisor")
    page.get_by_role("link", name=NAME).first.click()
    page.get_by_role("button", name="Agree").first.click()
    expect(page.get_by_text("Closed").first).to_be_visible()


def see_the_team(visitor: Visitor) -> None:
    visitor.look(visitor.go("/team/"), "first-day-team")


def today(visitor: Visitor, *, days: int = 0) -> str:
    """A day from today, where the browser and the agency agree on which day it is."""
    made: str = visitor.page.evaluate(
        """days => { const on = new Date(Date.now() + days * 864e5)
        return new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(on) }""",
        days,
    )
    return made


EMPTY = """() => [...document.querySelectorAll('main form')].flatMap(form =>
    [...form.querySelectorAll('input, textarea, select')].filter(e => e.offsetParent && !e.value
        && !['hidden', 'checkbox', 'radio', 'file', 'search'].includes(e.type))
    .map(e => [(e.labels?.[0]?.textContent ?? e.name).trim().replace(/\\s+/g, ' '),
        !!(e.list || e.closest('.govuk-form-group')?.querySelector('button')
            || e.closest('.govuk-form-group')?.nextElementSibling?.matches('.offered'))]))"""
# per page: empty fields that ask for something the record cannot hold yet
LINE = {"Does what", "How often", "By"}
BOTH_SIDES = {f"What {one}, and who says so? (optional)" for one in ("goes well", "is worrying")}
NEW: dict[str, set[str]] = {
    "safety assessment": {"What is your reason?"},
    "safety plan": LINE
    | {"What happens if it does not work?", "You look at it again on", "From", "Until"},
    "assessment": BOTH_SIDES
    | {
        "On which day (optional)",
        "What does the family say about all this?",
        "What did you find, in a few sentences?",
    },
    "goal": LINE
    | {
        "The goal, in the person’s own words",
        "Why it matters",
        "Other help, in words",
        "How will we know?",
    },
    "case plan": {"You look at it together on"},
    "review": LINE
    | {
        "Others who were there",
        "What the child said",
        "What the family said",
        "What was talked over",
        "What shows it",
        "The next one on",
        "Why",
    },
    "report": {"To whom", "From which day on"},
}
asked: list[tuple[str, str]] = []  # page and label of what is asked again


def note_asked(page: Page, where: str) -> None:
    """Note empty fields of a page without an offer that are not known to ask for something new."""
    for label, offered in page.evaluate(EMPTY):
        if not offered and label not in NEW[where]:
            asked.append((where, label))


WALK = {
    "Look at the day": look_at_the_day,
    "Read what to know before a visit": read_before_a_visit,
    "Write a note": write_a_note,
    "Take a call": take_a_call,
    "Decide what happens with it": decide_what_happens,
    "Give the case to somebody": give_the_case,
    "Take it on, and say how safe she is": take_it_on,
    "Agree what happens now": agree_what_happens_now,
    "Agree what is to change": plan_over_time,
    "Look at it together": look_at_it_together,
    "Make a report": make_a_report,
    "End the work": end_the_work,
    "See the team as its supervisor": see_the_team,
}


def _sections() -> list[str]:
    found = re.findall(r"^## (.+)$", TUTORIAL.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [one for one in found if one != "Where to go from here"]


def test_every_section_of_the_tutorial_is_walked_in_its_order() -> None:
    assert _sections() == list(WALK)


def test_the_first_day(visitor: Visitor) -> None:
    for walk in WALK.values():
        walk(visitor)
    kept = ROOT / "tests" / "shots" / "retyped_fields.json"
    kept.write_text(json.dumps({"casework.retyped_fields": len(asked)}))
    assert asked == []
