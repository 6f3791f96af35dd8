"""A worker screens a referral: judges, opens advice, decides; by mouse, by keyboard, on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.screening_town import screening_site
from tests.journeys.test_review import tab_to

SignIn = Callable[[str], Visitor]
FEWEST_STEPS = 8


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A town with four referrals that wait."""
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


def test_no_ai_and_paused(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/decisions/")
    page.get_by_role("link", name="Noor Haddad").click()
    page.get_by_text("No advice about this person").click()
    page.get_by_label("The person said so themselves").check()
    page.get_by_role("button", name="No advice from now on").click()
    expect(page.get_by_text("None is wanted.")).to_be_visible()
    page.get_by_role("radio", name="5 to 9").check()
    page.get_by_label("What makes you think so").fill("I have known her for years")
    page.get_by_role("button", name="Keep my judgement").click()
    expect(page.get_by_text("wants no advice from the system")).to_be_visible()
    expect(page.get_by_role("button", name="Sign as")).to_be_visible()
    visitor.look(page, "decision-no-ai")


def test_the_supervisor_reads_what_was_decided(sign_in: SignIn) -> None:
    visitor = sign_in("supervisor")
    page = visitor.go("/decisions/made/")
    expect(page.get_by_text("Judged first: 10 to 19 of 100.")).to_be_visible()
    visitor.look(page, "decisions-made")
