"""A worker says who is who, by keyboard alone, and takes it back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.small_town import small_site

SignIn = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small town with one question about two pages, and one about one."""
    with small_site(tmp_path_factory.mktemp("review") / "agency") as address:
        yield address


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is on the element with these words or this name."""
    where = """() => { const e = document.activeElement;
        return [e.textContent.trim(), e.name, e.value].join('|') }"""
    for _ in range(80):
        page.keyboard.press("Tab")
        if wanted in page.evaluate(where):
            return
    raise AssertionError(f"Tab never reaches {wanted!r}")


def test_each_page_looks_right(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    visitor.look(visitor.go("/review/"), "review-queue")
    page = visitor.page
    page.get_by_role("link", name="Milla Varga").click()
    visitor.look(page, "review-question")
    page.get_by_role("button", name="Record as").click()
    expect(page.get_by_role("alert")).to_be_focused()
    visitor.look(page, "review-error")
    visitor.go("/review/")
    page.get_by_role("link", name="one person, or two?").click()
    visitor.look(page, "review-one-page")
    visitor.look(visitor.go("/review/answered/"), "review-none-answered")


def test_a_question_is_answered_and_taken_back_by_keyboard(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/review/")
    tab_to(page, "Milla Varga")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this the same person?")
    tab_to(page, "same")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="The same person")).to_be_checked()
    tab_to(page, "reason")
    page.keyboard.type("Met her mother at school")
    tab_to(page, "Record as")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Answered")).to_be_visible()
    visitor.look(page, "review-answered-question")
    visitor.look(visitor.go("/review/answered/"), "review-answered")
    tab_to(page, "Undo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Take this answer back")
    tab_to(page, "reason")
    visitor.look(page, "review-undo")
    page.get_by_label("Why it is taken back").focus()
    page.keyboard.type("It was her cousin")
    tab_to(page, "Take back as")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Taken back by")).to_be_visible()


def test_the_queue_is_filtered_without_a_reload(sign_in: SignIn) -> None:
    visitor = sign_in("supervisor")
    page = visitor.go("/review/")
    page.evaluate("() => { window.stayed = true }")
    page.get_by_label("Kind of question").select_option("split")
    expect(page).to_have_url(re.compile("kind=split"))
    expect(page.get_by_role("link", name="one person, or two?")).to_be_visible()
    assert page.evaluate("() => window.stayed")


def test_a_record_is_parted_from_a_persons_page(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/review/")
    page.get_by_role("link", name="one person, or two?").click()
    page.get_by_role("columnheader").get_by_role("link").first.click()
    page.get_by_text("Something is wrong here").first.click()
    page.get_by_role("link", name="One of these is someone else").first.click()
    visitor.look(page, "review-split")
    page.get_by_label("Police").check()
    page.get_by_label("Hospital").check()
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator("#preview")).to_contain_text("new page")
    visitor.look(page, "review-split-preview")
    page.get_by_label("Your reason").fill("Father and son")
    page.get_by_role("button", name="Record as").click()
    expect(page.get_by_role("heading", name="Two people, parted")).to_be_visible()


def test_of_eight_answers_at_once_one_counts(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/review/?kind=pair&source=police")
    page.get_by_role("link", name="Ilona Szabo").first.click()
    token = page.locator("form.pad input[name=csrfmiddlewaretoken]").get_attribute("value")
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    sent = {"csrfmiddlewaretoken": token, "reason": "At once"}

    def answer(number: int) -> int:
        body = urlencode({**sent, "answer": ("same", "two")[number % 2]}).encode()
        host = urlsplit(visitor.site).netloc
        line = HTTPConnection(host, timeout=30)
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        line.request("POST", urlsplit(page.url).path, body, headers)
        return line.getresponse().status

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(answer, range(8)))
    assert statuses == [302, *[409] * 7]
    visitor.go("/review/answered/")
    expect(page.get_by_text("At once")).to_have_count(1)


def test_all_of_it_works_without_script(sign_in: SignIn) -> None:
    visitor = sign_in("supervisor")
    without = visitor.page.context.browser.new_context(java_script_enabled=False)
    without.add_cookies(visitor.page.context.cookies())
    page = without.new_page()
    page.goto(f"{visitor.site}/review/?kind=pair")
    page.get_by_role("link", name="What was answered").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What was answered")
    without.close()
