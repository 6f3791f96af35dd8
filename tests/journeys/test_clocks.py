"""A worker reads what runs for a case, and writes down what stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.clock_office import clock_site
from tests.journeys.conftest import Visitor
from tests.journeys.test_review import tab_to

SignIn = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """An office with three cases; each test takes one of its own, in any order."""
    with clock_site(tmp_path_factory.mktemp("clocks") / "agency") as made:
        yield made


@pytest.fixture(scope="module")
def site(office: tuple[str, dict[str, str]]) -> str:
    """Its address."""
    return office[0]


@pytest.fixture(scope="module")
def cases(office: tuple[str, dict[str, str]]) -> dict[str, str]:
    """The keys of its cases by name."""
    return office[1]


def test_a_full_and_a_closed_case_look_right(sign_in: SignIn, cases: dict[str, str]) -> None:
    visitor = sign_in("worker")
    page = visitor.go(f"/cases/{cases['full']}/clocks/")
    expect(page.get_by_text("Hold the permanency hearing").first).to_be_visible()
    visitor.look(page, "clocks-full")
    page = visitor.go(f"/cases/{cases['closed']}/clocks/")
    expect(page.get_by_role("heading", name="No clock runs")).to_be_visible()
    visitor.look(page, "clocks-closed")


def test_a_step_is_written_down_by_keyboard_alone(sign_in: SignIn, cases: dict[str, str]) -> None:
    visitor = sign_in("worker")
    page = visitor.go(f"/cases/{cases['usual']}/clocks/")
    page.get_by_text("Where this comes from").first.click()
    expect(page.get_by_text("Compared with its source on").first).to_be_visible()
    visitor.look(page, "clocks-usual")
    tab_to(page, "Keep this step")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    visitor.look(page, "clocks-error")
    page.get_by_label("What happened", exact=True).focus()
    page.keyboard.type("It was decided")
    tab_to(page, "Keep this step")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The clocks were counted again")).to_be_visible()
    over = page.get_by_role("region", name="Over")
    expect(over.get_by_role("heading", name="Decide whether to ask")).to_be_visible()
    expect(over.get_by_text("in time")).to_be_visible()
