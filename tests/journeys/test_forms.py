"""A form is filled in by mouse, by keyboard, without script and by two at once; and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import EMAILS, PASSWORD, Visitor
from tests.journeys.forms_office import forms_site

SignIn = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """An office with a case for each test, in any order."""
    with forms_site(tmp_path_factory.mktemp("forms") / "agency") as made:
        yield made


@pytest.fixture(scope="module")
def site(office: tuple[str, dict[str, str]]) -> str:
    """Its address."""
    return office[0]


@pytest.fixture
def forms_of(office: tuple[str, dict[str, str]]) -> Callable[[str], str]:
    """The address of a case's forms, by the case's name."""
    return lambda name: f"/cases/{office[1][name]}/forms/"


def begin(page: Page, title: str) -> None:
    """Begin a form from the list."""
    page.get_by_role("button", name=f"Begin: {title}").click()
    expect(page.get_by_role("button", name="Finish the form")).to_be_visible()


def answer(page: Page, question: str, says: str) -> None:
    """Choose an answer of a row or list."""
    page.get_by_role("group", name=question).get_by_role("radio", name=says, exact=True).check()


def test_each_page_looks_right(sign_in: SignIn, forms_of: Callable[[str], str]) -> None:
    visitor = sign_in("worker")
    page = visitor.go(forms_of("look"))
    visitor.look(page, "forms-empty")
    begin(page, "Safety assessment")
    visitor.look(page, "form-begun")
    page.get_by_role("button", name="Finish the form").click()
    expect(page.get_by_role("alert")).to_be_focused()
    visitor.look(page, "form-error")
    page.get_by_role("link", name="How safe are the children today?").click()
    with page.expect_response(lambda one: one.request.method == "POST"):
        page.get_by_text("Conditionally safe: safe as long").click()
    expect(page.get_by_text("Not given: answers are missing.")).to_be_visible()
    visitor.look(page, "form-suggests")
    page = visitor.go(forms_of("full"))
    visitor.look(page, "forms-full")
    page.get_by_role("link", name="Strengths and worries").click()
    visitor.look(page, "form-full")
    page = visitor.go(forms_of("full"))
    page.get_by_role("link", name="Safety assessment").first.click()
    visitor.look(page, "form-read")


def test_a_form_saves_itself_and_asks_what_follows_without_losing_a_letter(
    sign_in: SignIn, forms_of: Callable[[str], str]
) -> None:
    page = sign_in("worker").go(forms_of("alone"))
    begin(page, "A child’s own view")
    good = page.get_by_label("What is good in your life?")
    with page.expect_response(lambda one: one.request.method == "POST"):
        answer(page, "Is there something here that somebody at home must not know?", "Yes")
    expect(page.get_by_label("What, and who must not know?")).to_be_visible()
    good.press_sequentially("My bike and my gran, ", delay=5)
    with page.expect_response(lambda one: one.request.method == "POST"):
        good.press_sequentially("and Sundays", delay=5)
    good.press_sequentially(" at the lake", delay=5)
    expect(good).to_have_value("My bike and my gran, and Sundays at the lake")
    with page.expect_response(lambda one: one.request.method == "POST"):
        page.get_by_label("What worries you?").click()
    expect(page.locator("#saved")).to_contain_text("Saved at")
    page.reload()
    expect(good).to_have_value("My bike and my gran, and Sundays at the lake")


def test_what_was_typed_last_is_kept_when_the_page_is_left(
    sign_in: SignIn, forms_of: Callable[[str], str]
) -> None:
    page = sign_in("worker").go(forms_of("alone"))
    begin(page, "Home-visit note")
    address = page.url
    page.get_by_label("What worries you?").press_sequentially("The stairs")
    page.goto("about:blank")
    page.wait_for_timeout(500)
    page.goto(address)
    expect(page.get_by_label("What worries you?")).to_have_value("The stairs")


def test_a_session_that_ended_is_told_and_the_next_save_keeps_all(
    sign_in: SignIn, forms_of: Callable[[str], str]
) -> None:
    page = sign_in("worker").go(forms_of("alone"))
    begin(page, "Home-visit note")
    page.get_by_label("What worries you?").fill("The stairs")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("What is better than the last time?").fill("The kitchen")
    page.get_by_label("What worries you?").click()
    expect(page.get_by_text("Not saved just now.")).to_be_visible()
    page.context.add_cookies(cookies)  # she signed in again in another tab
    page.get_by_label("What worries you?").press_sequentially("!")
    page.get_by_label("What is better than the last time?").click()
    expect(page.get_by_text("Not saved just now.")).to_be_hidden()
    page.reload()
    expect(page.get_by_label("What is better than the last time?")).to_have_value("The kitchen")


def test_two_workers_see_both_answers_and_one_chooses(
    sign_in: SignIn, forms_of: Callable[[str], str], browser: Browser, site: str
) -> None:
    visitor = sign_in("worker")
    page = visitor.go(forms_of("both"))
    begin(page, "Home-visit note")
    other = browser.new_context().new_page()
    other.goto(f"{site}/")
    other.get_by_label("Email").fill(EMAILS["supervisor"])
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("button", name="Sign in").click()
    other.wait_for_url(lambda url: "/accounts/login" not in url)
    other.goto(page.url)
    question = "What worries you?"
    other.get_by_label(question).fill("The dog")
    with other.expect_response(lambda one: one.request.method == "POST"):
        other.get_by_label("Who was at home?").click()
    page.get_by_label(question).fill("The stairs")
    page.get_by_label("Who was at home?").click()
    expect(page.get_by_text("Nothing was overwritten.")).to_be_visible()
    expect(page.get_by_label(question)).to_have_value("The stairs")
    visitor.look(page, "form-conflict")
    page.get_by_role("button", name="Keep what Josef Stein wrote").click()
    expect(page.get_by_label(question)).to_have_value("The dog")
    other.context.close()


def test_a_form_is_finished_by_keyboard_and_amended(
    sign_in: SignIn, forms_of: Callable[[str], str]
) -> None:
    page = sign_in("worker").go(forms_of("finish"))
    begin(page, "A child’s own view")
    page.get_by_label("Where did you talk").focus()
    page.keyboard.type("In the kitchen, alone")
    page.keyboard.press("Enter")  # keeps what is there and goes nowhere else
    expect(page.get_by_label("Where did you talk")).to_have_value("In the kitchen, alone")
    for question, says in (("Is there something here", "No"), ("Did you read it back", "Yes")):
        page.get_by_role("group", name=question).get_by_role("radio", name=says).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Finish the form").press("Enter")
    expect(page.get_by_text("Finished by Amara Whitlock")).to_be_visible()
    page.get_by_role("button", name="Amend the form").click()
    expect(page.get_by_text("This amends a finished form")).to_be_visible()
    expect(page.get_by_label("Where did you talk")).to_have_value("In the kitchen, alone")


def test_a_page_without_script_does_the_same(
    browser: Browser, site: str, forms_of: Callable[[str], str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/")
    page.get_by_label("Email").fill(EMAILS["worker"])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{site}{forms_of('script')}")
    begin(page, "Home-visit note")
    page.get_by_role("button", name=re.compile("Use this.*Who was at home")).click()
    expect(page.get_by_label("Who was at home?")).to_have_value(
        "Mila Hartmann, Theo Hartmann, Dora Hartmann"
    )
    page.get_by_label("Yes, and I spoke with each alone").check()
    page.get_by_role("button", name="One more: What was agreed").click()
    expect(page.get_by_label("What did the children say or show?")).to_be_visible()
    expect(page.get_by_label("By when")).to_have_count(2)
    context.close()


def test_a_supervisor_writes_a_form_and_publishes_it(sign_in: SignIn) -> None:
    visitor = sign_in("supervisor")
    page = visitor.go("/forms/")
    visitor.look(page, "editor-list")
    page.get_by_label("What is it called?").fill("Telephone note")
    page.get_by_role("button", name="Write this form").click()
    page.get_by_label("What", exact=True).select_option("One of several answers")
    page.get_by_role("button", name="Add it").click()
    page.get_by_label("The question, as it is read").fill("Who rang?")
    with page.expect_response(lambda one: one.request.method == "POST"):
        page.get_by_label("The answers, one on each line").click()
    expect(page.get_by_text("AL-F014").first).to_be_visible()
    visitor.look(page, "editor-mend")
    page.get_by_label("The answers, one on each line").fill("The school\nThe family")
    page.get_by_label("Help beside it").click()
    expect(page.locator("#preview").get_by_text("The school", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Nothing to mend")).to_be_visible()
    page.get_by_label("What", exact=True).select_option("Several lines of text")
    page.get_by_role("button", name="Add it").click()
    page.get_by_label("The question, as it is read").fill("What does the school say?")
    with page.expect_response(lambda one: "?item=" in one.url and one.request.method == "POST"):
        page.get_by_label("Condition 1", exact=True).select_option("Who rang?: The school")
    expect(page.get_by_text("only asked when “Who rang?”: The school")).to_be_visible()
    preview = page.locator("#preview")
    expect(preview.get_by_label("What does the school say?")).to_have_count(0)
    with page.expect_response(lambda one: "/preview/" in one.url):
        preview.get_by_role("radio", name="The school").check()
    expect(preview.get_by_label("What does the school say?")).to_be_visible()
    visitor.look(page, "editor-item")
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_text("Published.")).to_be_visible()
