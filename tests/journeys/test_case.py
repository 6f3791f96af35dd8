"""A case goes its way: offered, taken on, handed over, closed, opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.case_office import MORE, NEW, ODD, USUAL, case_site
from tests.journeys.conftest import EMAILS, PASSWORD, Visitor
from tests.journeys.test_review import tab_to

SignIn = Callable[[str], Visitor]
ADDRESSES = EMAILS | {who: email for who, (email, *_rest) in MORE.items()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An office of two teams with a usual, an overfull and a new case."""
    with case_site(tmp_path_factory.mktemp("case") / "agency") as address:
        yield address


def enter(visitor: Visitor, who: str) -> Page:
    """Whoever sits here leaves, and somebody else signs in."""
    visitor.page.context.clear_cookies()
    page = visitor.go("/")
    page.get_by_label("Email").fill(ADDRESSES[who])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)
    return page


def open_titled(visitor: Visitor, title: str, scope: str = "mine") -> Page:
    """A case by its title, from the list."""
    page = visitor.go(f"/cases/?show={scope}")
    page.get_by_role("link", name=title, exact=False).first.click()
    return page


def test_each_page_looks_right(visitor: Visitor) -> None:
    page = enter(visitor, "worker")
    visitor.look(visitor.go("/cases/"), "cases-list")
    visitor.look(visitor.go("/cases/?show=closed"), "cases-empty")
    visitor.look(visitor.go("/cases/?q=nobody"), "cases-none-fits")
    visitor.look(open_titled(visitor, USUAL), "case-usual")
    address = page.url
    visitor.look(visitor.go(f"{_path(address)}history/"), "case-history")
    visitor.look(visitor.go(f"{_path(address)}close/"), "case-close")
    page.get_by_role("button", name="Ask to close the case").click()
    expect(page.get_by_role("alert")).to_be_focused()
    visitor.look(page, "case-close-error")
    visitor.look(visitor.go(f"{_path(address)}people/?q=Varga"), "case-add-person")
    visitor.look(open_titled(visitor, ODD[:20]), "case-overfull")


def test_what_a_supervisor_sees_looks_right(visitor: Visitor) -> None:
    page = enter(visitor, "supervisor")
    visitor.look(open_titled(visitor, USUAL, "team"), "case-supervisor")
    page.get_by_role("link", name="Hand the case over").click()
    visitor.look(page, "case-hand-over")
    page.get_by_role("button", name="Offer the hand-over").click()
    expect(page.get_by_role("alert")).to_be_focused()
    visitor.look(page, "case-hand-over-error")


def test_the_way_of_a_case(visitor: Visitor) -> None:
    page = enter(visitor, "supervisor")
    open_titled(visitor, NEW, "to_allocate")
    page.get_by_role("link", name="Offer it to a worker").click()
    page.get_by_role("radio", name="Amara Whitlock").check()
    page.get_by_role("button", name="Offer the case").click()
    expect(page.get_by_role("heading", name="Offered to Amara Whitlock")).to_be_visible()
    path = _path(page.url)
    _taken_on(visitor, path)
    _to_another_team(visitor, path)
    _closed_and_opened_again(visitor, path)


def _taken_on(visitor: Visitor, path: str) -> None:
    """By keyboard alone."""
    page = enter(visitor, "worker")
    visitor.go(path)
    visitor.look(page, "case-offered")
    tab_to(page, "Take the case on")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You work on this case now.")).to_be_visible()
    page.get_by_role("link", name="Add a person").click()
    page.get_by_label("Name, date of birth, or both").fill("Ilona Varga")
    page.get_by_role("button", name="Find").last.click()
    page.get_by_label("Part in the case: Ilona Varga").select_option("grandparent")
    page.get_by_role("button", name="Add to the case").first.click()
    expect(page.get_by_role("link", name="Ilona Varga", exact=True)).to_be_visible()


def _to_another_team(visitor: Visitor, path: str) -> None:
    page = enter(visitor, "supervisor")
    visitor.go(f"{path}offer/")
    page.get_by_role("radio", name="Team South").check()
    note = page.get_by_label("Hand-over note")
    note.fill(note.input_value() + "- Noor talks on walks, not indoors")
    page.get_by_role("button", name="Offer the hand-over").click()
    page = enter(visitor, "suna")
    visitor.go(path)
    visitor.look(page, "case-team-asked")
    page.get_by_role("link", name="Give it to a worker of my team").click()
    page.get_by_role("radio", name="Suna Aydin").check()
    page.get_by_role("button", name="Offer").click()
    page.get_by_role("button", name="Take the case on").click()
    expect(page.get_by_text("Team South").first).to_be_visible()
    page = enter(visitor, "worker")
    visitor.go(path)
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()


def _closed_and_opened_again(visitor: Visitor, path: str) -> None:
    page = enter(visitor, "suna")
    visitor.go(f"{path}close/")
    page.get_by_role("radio", name="Others help the family now").check()
    page.get_by_label("Why the work ends now").fill("The nursery and Ilona are there every day.")
    page.get_by_role("button", name="Close the case").click()
    expect(page.get_by_text("The case is closed.").first).to_be_visible()
    visitor.look(page, "case-closed")
    page.get_by_role("link", name="Open the case again").click()
    visitor.look(page, "case-reopen")
    page.get_by_label("Why the case is opened again").fill("Ilona is ill, and Noor asked for us.")
    page.get_by_role("button", name="Open the case again").click()
    expect(page.get_by_text("Nobody leads this case yet.")).to_be_visible()


def _path(address: str) -> str:
    """The path of a case from an address."""
    return "/" + "/".join(address.split("/")[3:5]) + "/"
