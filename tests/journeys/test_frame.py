"""Sign in, look around, sign out; what every page has around it."""

from __future__ import annotations

import re
import time

from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import expect

from tests.journeys.conftest import PASSWORD, run


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
    page.keyboard.press("?")
    expect(page.get_by_text("/ finds a person")).to_be_focused()
    visitor.look(page, "keys")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Sign out")).to_be_focused()
    page.keyboard.press("Shift+Alt+KeyK")
    page.keyboard.press("?")
    expect(page.get_by_text("/ finds a person")).to_be_hidden()
    page.keyboard.press("Enter")
    visitor.look(page, "sign-out")
    page.get_by_role("button", name="Sign out").press("Enter")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()  # drafts are cleared first
    visitor.go("/people/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


NOBODY = "01931c5e-0000-7000-8000-000000000001"


def test_a_page_that_is_not_there_says_what_to_do(sign_in):
    visitor = sign_in("worker")
    page = visitor.go(f"/people/{NOBODY}/")
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    visitor.look(page, "nothing-here")


def test_the_auditor_reads_the_ledger_and_finds_her_own_looking_in_it(sign_in):
    visitor = sign_in("auditor")
    page = visitor.go("/ledger/")
    visitor.look(page, "ledger")
    page.get_by_label("Did what").select_option(label="looked at the ledger")
    expect(page).to_have_url(re.compile("verb=view_ledger"))
    expect(page.locator("#lines")).to_contain_text("Ines Okafor")
    visitor.look(visitor.go(f"/ledger/?person={NOBODY}"), "ledger-of-one")


def test_everybody_sees_what_she_looked_at_and_how_she_signs_in(sign_in):
    visitor = sign_in("worker")
    visitor.go("/people/?q=maria")
    visitor.look(visitor.go("/ledger/mine/"), "my-views")
    visitor.look(visitor.go("/accounts/2fa/"), "my-sign-in")
    visitor.look(visitor.go("/accounts/password/change/"), "new-password")


def test_a_second_step_is_set_up_used_and_turned_off(visitor, demo_agency):
    email = "noor@demo.example"
    said = run("user", "add", str(demo_agency), "--email", email, "--name", "Noor Haddad").stdout
    password = said.split()[1]
    page = visitor.go("/accounts/2fa/")
    fill_in(page, Email=email, Password=password, button="Sign in")
    page.get_by_role("link", name="Set up the second step").click()
    fill_in(page, Password=password, button="Confirm")
    visitor.look(page, "second-step")
    secret = page.locator("dl.facts dd").inner_text()
    fill_in(page, Authenticator=code_for(secret), button="Turn on the second step")
    expect(page.locator("ul.codes li")).to_have_count(10)
    visitor.look(page, "recovery-codes")
    visitor.look(visitor.go("/accounts/2fa/"), "my-sign-in-two-steps")
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    visitor.go("/people/")
    fill_in(page, Email=email, Password=password, button="Sign in")
    visitor.look(page, "second-step-asked")
    fill_in(page, Code=code_for(secret, steps=1), button="Sign in")
    expect(page).to_have_url(f"{visitor.site}/people/")
    visitor.go("/accounts/2fa/totp/deactivate/")
    fill_in(page, Password=password, button="Confirm")
    visitor.look(page, "second-step-off")
    page.get_by_role("button", name="Turn off").click()
    expect(page.get_by_text("Off. With it, a stolen password")).to_be_visible()


def test_eight_wrong_passwords_and_a_page_that_says_so(visitor):
    page = visitor.go("/accounts/login/")
    for _ in range(8):
        fill_in(page, Email="nobody@demo.example", Password="not this one", button="Sign in")
    expect(page.get_by_role("heading", name="Signing in is closed")).to_be_visible()
    visitor.look(page, "locked-out")


def fill_in(page, *, button, **fields):
    for label, value in fields.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name=button).click()


def code_for(secret, steps=0):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


def test_dark_stays_dark_on_the_next_page(sign_in):
    visitor = sign_in("supervisor")
    page = visitor.go("/people/")
    page.get_by_role("button", name="Dark page").click()
    visitor.go("/sources/")
    assert page.locator("html").get_attribute("data-theme") == "dark"
