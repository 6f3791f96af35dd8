"""A worker finds somebody, narrows the timeline by keyboard, looks back, and says what is wrong."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Page, expect


def somebody(folder: Path) -> tuple[str, str]:
    """The person with most records who is not sealed: id, and a name to search for."""
    with sqlite3.connect(folder / "data" / "alongside.sqlite3") as con:
        person_id, given, family = con.execute(
            """SELECT n.person_id, n.given_name, n.family_name FROM identity_name n
               JOIN identity_membership m ON m.person_id = n.person_id AND m.until_at IS NULL
               WHERE n.person_id NOT IN (SELECT person_id FROM identity_seal)
                 AND length(n.family_name) > 4 AND length(n.given_name) > 2
               GROUP BY n.person_id ORDER BY count(*) DESC, n.person_id LIMIT 1"""
        ).fetchone()
    return str(UUID(person_id)), f"{given} {family}"


def press_until(page: Page, selector: str, key: str = "Tab", *, at_most: int = 60) -> None:
    """Move with the keyboard until the wanted element has the focus."""
    for _ in range(at_most):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} was not reached by {key}")


def test_from_search_to_saying_what_is_wrong(sign_in, demo_agency: Path) -> None:
    person_id, name = somebody(demo_agency)
    visitor = sign_in("worker")
    page = visitor.go("/people/")
    visitor.look(page, "search-start")
    misspelt = name[:-2] + name[-1]  # a letter forgotten

    field = page.get_by_label("Name, date of birth, or both")
    field.press_sequentially(misspelt, delay=15)
    link = page.locator(f'#found a[href="/people/{person_id}/"]')
    expect(link).to_be_visible()
    expect(page.locator("#found-count")).to_have_text(re.compile("person|people|most alike"))
    expect(page).to_have_url(re.compile(r"\?q="))
    visitor.look(page, "search")

    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("Joined from|From"))).to_be_visible()
    visitor.look(page, "person")

    page.locator("#as-of").focus()
    press_until(page, "#lane-1")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"lane="))
    expect(page.locator("#lane-1")).to_be_focused()
    expect(page.locator("#event-count")).to_have_text(re.compile(r"\d+( of \d+)? events?"))
    page.go_back()
    expect(page.locator("#lane-1")).not_to_be_checked()

    page.locator("#as-of").fill("2022-06-01")
    page.get_by_role("button", name="Show that day").click()
    expect(page.get_by_text("What was known on 1 Jun 2022.")).to_be_visible()
    expect(page.get_by_role("link", name="This is wrong")).to_have_count(0)
    visitor.look(page, "person-as-of")
    page.get_by_role("link", name="Back to today").click()

    page.get_by_role("link", name=re.compile("^This is wrong")).first.click()
    page.get_by_role("button", name="Keep this beside the record").click()
    expect(page.get_by_role("alert")).to_be_visible()
    visitor.look(page, "wrong-error")
    page.get_by_label("What is wrong, and what is right instead?").fill("That was her cousin")
    page.get_by_role("button", name="Keep this beside the record").click()
    expect(page.get_by_text("answer owed: “That was her cousin”")).to_be_visible()
    expect(page.locator("tbody").get_by_text("Said to be wrong", exact=True)).to_be_visible()


def test_the_supervisor_answers(sign_in) -> None:
    visitor = sign_in("supervisor")
    page = visitor.go("/people/contests/")
    visitor.look(page, "contests")
    answers = page.get_by_role("button", name=re.compile("^Answer"))
    if answers.count():
        page.get_by_label("Your answer").first.fill("Asked the source; it will correct the name")
        answers.first.click()
        expect(page.get_by_role("alert")).to_have_count(0)


def test_nobody_found_says_what_to_try(sign_in) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/people/?q=Zzyzx+Qwrtz")
    expect(page.get_by_role("heading", name="Nobody found")).to_be_visible()
    visitor.look(page, "search-nobody")
