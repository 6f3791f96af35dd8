"""Sign in, look around, sign out; what every page has around it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.conftest import PASSWORD


def test_sign_in_wrong_then_right_then_out_by_keyboard_alone(visitor):
    page = visitor.go("/people/")
    visitor.look(page, "sign-in")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.get_by_label("Email").fill("amara@demo.example")
    page.keyboard.press("Tab")
    page.keyboard.type("not my password at all")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("not correct")
    visitor.look(page, "sign-in-wrong")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visitor.site}/people/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Find a person")).to_be_focused()
    page.get_by_role("link", name="Sign out").focus()
    page.keyboard.press("Enter")
    visitor.look(page, "sign-out")
    page.get_by_role("button", name="Sign out").press("Enter")
    visitor.go("/people/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_page_that_is_not_there_says_what_to_do(sign_in):
    visitor = sign_in("worker")
    page = visitor.go("/people/01931c5e-0000-7000-8000-000000000001/")
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    visitor.look(page, "nothing-here")


def test_the_auditor_reads_the_ledger_and_finds_her_own_looking_in_it(sign_in):
    visitor = sign_in("auditor")
    page = visitor.go("/ledger/")
    visitor.look(page, "ledger")
    page.get_by_label("Did what").select_option(label="looked at the ledger")
    expect(page).to_have_url(re.compile("verb=view_ledger"))
    expect(page.locator("#lines")).to_contain_text("Ines Okafor")


def test_everybody_sees_what_she_looked_at_and_how_she_signs_in(sign_in):
    visitor = sign_in("worker")
    visitor.go("/people/?q=maria")
    visitor.look(visitor.go("/ledger/mine/"), "my-views")
    page = visitor.go("/accounts/2fa/")
    visitor.look(page, "my-sign-in")
    page.get_by_role("link", name="Set up the second step").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="Set up the second step")).to_be_visible()
    visitor.look(page, "second-step")


def test_dark_stays_dark_on_the_next_page(sign_in):
    visitor = sign_in("supervisor")
    page = visitor.go("/people/")
    page.get_by_role("button", name="Dark page").click()
    visitor.go("/sources/")
    assert page.locator("html").get_attribute("data-theme") == "dark"
