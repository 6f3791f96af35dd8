"""A worker screens a referral: judges, opens advice, decides; by mouse, by keyboard, on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.screening_town import screening_site
from tests.journeys.test_review import tab_to

SignIn = Callable[[str], Visitor]
FEWEST_STEPS = 8


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A town with referrals that wait; each test takes one of its own, in any order."""
    with screening_site(tmp_path_factory.mktemp("decision") / "agency") as address:
        yield address


@dataclass
class Steps:
    """Counts clicks; what is typed as a reason is not counted, the click into its field is."""

    page: Page
    count: int = 0

    def click(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        self.count += 1

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.click()
        self.count += 1
        self.page.keyboard.type(text)


def test_each_state_looks_right(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/decisions/")
    visitor.look(page, "decisions-list")
    page.get_by_role("link", name="Mila Varga").click()
    visitor.look(page, "decision-before")
    page.get_by_role("button", name="Keep my judgement").click()
    expect(page.get_by_role("alert")).to_be_focused()
    visitor.look(page, "decision-error")
    page.get_by_role("radio", name="10 to 19").check()
    page.get_by_label("What makes you think so").fill(
        "Dora called the police herself. Ilona is there every week. Mila is calmer than in spring."
    )
    page.get_by_role("button", name="Keep my judgement").click()
    expect(page.get_by_role("heading", name="You said first")).to_be_visible()
    expect(page.get_by_text("Advice from the system")).to_have_count(0)
    visitor.look(page, "decision-judged")
    page.get_by_role("button", name="See what the system says").click()
    expect(page.get_by_role("heading", name="Advice from the system")).to_be_focused()
    visitor.look(page, "decision-advice")
    page.get_by_role("button", name="It agreed with me").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("heading", name="Advice from the system")).to_be_visible()
    visitor.look(page, "decision-advice-error")
    page.get_by_role("checkbox", name="A safety plan with the person").check()
    page.get_by_role("radio", name="Screen in: somebody visits").check()
    page.get_by_label("Your reason, in your own words").fill("I want Mila’s own view before Friday")
    page.get_by_role("button", name="It agreed with me").click()
    expect(page.get_by_role("heading", name="Decided")).to_be_focused()
    expect(page.get_by_text("Advice from the system")).to_have_count(0)
    visitor.look(page, "decision-decided")


def test_a_decision_after_advice_takes_eight_steps(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/decisions/")
    steps = Steps(page)
    steps.click("link", "Aron Dekker")
    steps.click("radio", "2 to 4")
    steps.write("What makes you think so", "The teacher knows him")
    steps.click("button", "Keep my judgement")
    steps.click("button", "See what the system says")
    steps.click("radio", "Screen out")
    steps.write("Your reason, in your own words", "His aunt has taken him in")
    steps.click("button", "I did not use it")
    expect(page.get_by_role("heading", name="Decided")).to_be_visible()
    assert steps.count <= FEWEST_STEPS


def test_a_decision_without_advice_by_keyboard_alone(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/decisions/")
    tab_to(page, "Ilona Szabo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What do you think?")).to_be_visible()
    tab_to(page, "band")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "why")
    page.keyboard.type("She has told the nurse all there is")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="You said first")).to_be_focused()
    tab_to(page, "choice")
    page.keyboard.press("Space")
    tab_to(page, "reason")
    page.keyboard.type("I will see her on Thursday")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Decided")).to_be_focused()
    tab_to(page, "Withdraw my decision")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="See what the system says")).to_be_visible()


def test_where_little_is_known_the_system_keeps_silent(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = judged(visitor, "Tess Quill")
    page.get_by_role("button", name="See what the system says").click()
    expect(page.get_by_text("The system has no estimate here.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign as")).to_be_visible()
    visitor.look(page, "decision-abstains")


def test_of_eight_decisions_at_once_one_counts(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = judged(visitor, "Emil Rask")
    form = page.locator("#decision-form")
    token = form.locator("input[name=csrfmiddlewaretoken]").get_attribute("value")
    action = form.get_attribute("action")
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())

    def decide(number: int) -> int:
        said = {"choice": ("visit", "close")[number % 2], "reason": "At once"}
        line = HTTPConnection(urlsplit(visitor.site).netloc, timeout=30)
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({**said, "csrfmiddlewaretoken": token}).encode()
        line.request("POST", action, body, headers)
        return line.getresponse().status

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(decide, range(8))) == [302, *[409] * 7]


def test_it_works_without_script(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    without = visitor.page.context.browser.new_context(java_script_enabled=False)
    without.add_cookies(visitor.page.context.cookies())
    page = without.new_page()
    page.goto(f"{visitor.site}/decisions/")
    page.get_by_role("link", name="Pia Holm").click()
    page.get_by_role("radio", name="2 to 4").check()
    page.get_by_label("What makes you think so").fill("Her brother looks after her")
    page.get_by_role("button", name="Keep my judgement").click()
    page.get_by_role("button", name="See what the system says").click()
    expect(page.get_by_role("heading", name="Advice from the system")).to_be_visible()
    without.close()


def test_no_ai(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/decisions/")
    page.get_by_role("link", name="Noor Haddad").click()
    page.get_by_text("No advice about this person").click()
    page.get_by_label("The person said so themselves").check()
    page.get_by_role("button", name="No advice from now on").click()
    expect(page.get_by_text("None is wanted.")).to_be_visible()
    judged(visitor, "Noor Haddad")
    expect(page.get_by_text("wants no advice from the system")).to_be_visible()
    expect(page.get_by_role("button", name="Sign as")).to_be_visible()
    visitor.look(page, "decision-no-ai")


def test_the_supervisor_reads_what_was_decided(sign_in: SignIn) -> None:
    visitor = sign_in("supervisor")
    page = judged(visitor, "Jonas Berg")
    page.get_by_role("radio", name="Screen out").check()
    page.get_by_label("Your reason, in your own words").fill("He lives with his grandparents now")
    page.get_by_role("button", name="Sign as").click()
    expect(page.get_by_role("heading", name="Decided")).to_be_visible()
    page = visitor.go("/decisions/made/")
    expect(page.get_by_text("Judged first: 5 to 9 of 100.").first).to_be_visible()
    expect(page.get_by_text("He lives with his grandparents now")).to_be_visible()
    visitor.look(page, "decisions-made")


def test_a_pause_takes_advice_away(sign_in: SignIn) -> None:
    visitor = sign_in("supervisor")
    page = visitor.go("/models/harm/1/")
    page.get_by_label("What made you pause it?").fill("The police has sent nothing since Friday")
    page.get_by_role("button", name="Pause it now").click()
    expect(page.get_by_role("status")).to_contain_text("It is paused")
    page = judged(visitor, "Tess Quill")
    expect(page.get_by_text("The model for this decision is paused")).to_be_visible()
    visitor.look(page, "decision-paused")


def judged(visitor: Visitor, name: str) -> Page:
    """The page of somebody's referral, once the worker has judged it."""
    page = visitor.go("/decisions/")
    page.get_by_role("link", name=name).click()
    page.get_by_role("radio", name="5 to 9").check()
    page.get_by_label("What makes you think so").fill("I have known them for years")
    page.get_by_role("button", name="Keep my judgement").click()
    expect(page.get_by_role("heading", name="Your decision")).to_be_visible()
    return page
