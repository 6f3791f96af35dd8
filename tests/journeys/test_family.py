"""A family is drawn, told in words and added to; what belongs to one of two is assigned."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.family_office import family_site

SignIn = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An office with families."""
    with family_site(tmp_path_factory.mktemp("family") / "agency") as address:
        yield address


def family_of(visitor: Visitor, name: str) -> Page:
    """Somebody's family, from a search."""
    page = visitor.go(f"/people/?q={name}")
    page.locator("#found a").first.click()
    page.get_by_role("link", name="Family: drawing and words").click()
    return page


def test_each_page_looks_right(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = family_of(visitor, "Mila Varga")
    visitor.look(page, "family")
    address = page.url.removeprefix(visitor.site)
    visitor.look(visitor.go(f"{address}?on=2015-01-01"), "family-earlier")
    visitor.look(visitor.go(f"{address}add/"), "family-add")
    page = visitor.go(f"{address}add/?q=Varga")
    visitor.look(page, "family-found")
    page.locator("#found a").first.click()
    visitor.look(page, "family-say")
    page.get_by_role("button", name="Write it down as").click()
    visitor.look(page, "family-say-error")
    page = visitor.go(address)
    page.locator("#words").get_by_role("link", name="Ended or wrong").first.click()
    visitor.look(page, "family-change")
    visitor.look(family_of(visitor, "Lone Wolf"), "family-empty")


def test_odd_names_are_text(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = family_of(visitor, "2016-06-06")
    visitor.look(page, "family-overfull")
    expect(page.locator("b", has_text="not bold")).to_have_count(0)


def test_a_relative_is_found_while_typing_and_written_down(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = family_of(visitor, "Lone Wolf")
    page.get_by_role("link", name="Add a relationship").click()
    page.get_by_label("Name, date of birth, or both").fill("Kim Varga")
    page.locator("#found").get_by_role("link", name="Kim Varga").click()
    page.get_by_role("radio", name="Lone Wolf and Kim Varga have broken off contact").check()
    page.get_by_label("Who says so").fill("Kim")
    page.get_by_role("button", name="Write it down as").click()
    expect(page.get_by_text("Kim, written down by Amara Whitlock")).to_be_visible()
    expect(page.locator("svg.geno .g-cut-off").first).to_be_attached()


def test_a_symbol_is_reached_and_opened_with_the_keyboard(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = family_of(visitor, "Mila Varga")
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('svg.geno a')"):
            break
    assert "Pal" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/family/" not in url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_whose_it_is_is_said_and_then_nothing_waits(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/facts/")
    visitor.look(page, "facts")
    page.get_by_role("button", name="Assign as Amara Whitlock").click()
    visitor.look(page, "facts-error")
    for box in page.locator('input[name="fact"]').all():
        box.check()
    page.locator('input[name="person"]').first.check()
    page.get_by_label("Your reason, in your own words").fill("I have met him")
    page.get_by_role("button", name="Assign as Amara Whitlock").click()
    expect(page.get_by_text("4 facts were assigned.")).to_be_visible()
    visitor.look(page, "facts-none")
