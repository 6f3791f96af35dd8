"""A note that is typed is not lost: no network, no session, no page, another device."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import EMAILS, FLAGS, PASSWORD, Visitor
from tests.journeys.conftest import _chromium as find_chromium
from tests.journeys.notes_town import EMPTY, OTHER, TITLE, notes_site

SignIn = Callable[..., Visitor]
SECRET = "Mila hides under the bed when Viktor shouts"
STORED = """async () => {
  const open = indexedDB.open('alongside-drafts')
  const db = await new Promise(done => { open.onsuccess = () => done(open.result) })
  if (!db.objectStoreNames.contains('drafts')) { db.close(); return { drafts: [], keys: [] } }
  const all = name => new Promise(done => {
    const asked = db.transaction(name).objectStore(name).getAll()
    asked.onsuccess = () => done(asked.result) })
  const drafts = await all('drafts'), keys = await all('keys')
  db.close()
  const text = bytes => new TextDecoder('latin1').decode(bytes)
  return {
    drafts: drafts.map(d => JSON.stringify({ ...d, iv: text(d.iv), sealed: text(d.sealed) })),
    keys: keys.map(k => k.key.extractable) }
}"""


@dataclass
class Town:
    """Where it is served, and where its database lies."""

    site: str
    folder: Path

    def run(self, statement: str, *values: str) -> list[tuple[object, ...]]:
        """Ask the database past the program, as an accident would."""
        database = self.folder / "data" / "alongside.sqlite3"
        with closing(sqlite3.connect(database, timeout=20)) as line, line:
            return line.execute(statement, values).fetchall()

    def case(self, title: str) -> str:
        """The address of a case's notes."""
        ((key,),) = self.run("SELECT key FROM cases_case WHERE title = ?", title)
        text = str(key)
        dashed = "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
        return f"/cases/{dashed}/notes/"

    def texts(self) -> list[str]:
        """Every text of a note on the server."""
        return [str(row[0]) for row in self.run("SELECT text FROM notes_note ORDER BY id")]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A family with notes, one without."""
    folder = tmp_path_factory.mktemp("notes") / "agency"
    with notes_site(folder) as address:
        yield Town(address, folder)


@pytest.fixture(scope="module")
def site(town: Town) -> str:
    """Where it is served."""
    return town.site


def enter(page: Page, email: str = EMAILS["worker"]) -> None:
    """Sign in on the page that asks for it."""
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)


def begin(town: Town, page: Page, title: str = EMPTY) -> str:
    """A fresh note in a case; its address."""
    page.goto(f"{town.site}{town.case(title)}new/")
    page.wait_for_url(re.compile("/write/"))
    return page.url


def text_of(page: Page) -> str:
    return page.get_by_label("What you saw, heard and did").input_value()


def write(page: Page, text: str) -> None:
    page.get_by_label("What you saw, heard and did").fill(text)


def saved(page: Page) -> None:
    expect(page.locator("[data-says=saved]")).to_contain_text("Saved at", timeout=10_000)


def test_each_page_looks_right(sign_in: SignIn, town: Town) -> None:
    visitor = sign_in("worker")
    page, notes = visitor.page, town.case(TITLE)
    visitor.look(visitor.go(notes), "notes-list")
    page.get_by_role("link", name="not bold").first.click()
    visitor.look(page, "notes-note-overfull")
    visitor.go(notes)
    page.get_by_role("link", name="Call", exact=True).click()
    visitor.look(page, "notes-note-amended")
    page.get_by_role("link", name="Amend this note").click()
    visitor.look(page, "notes-amend")
    visitor.look(visitor.go(town.case(EMPTY) + "documents/"), "notes-documents-empty")
    visitor.look(visitor.go(notes + "documents/"), "notes-documents")
    page.get_by_role("button", name="Add these documents").click()
    visitor.look(page, "notes-documents-error")
    page.get_by_role("link", name="This should not be here").first.click()
    page.get_by_role("button", name="Withdraw this document").click()
    visitor.look(page, "notes-withdraw-error")
    begin(town, page, TITLE)
    visitor.look(page, "notes-write")
    page.get_by_role("button", name="Keep as").click()
    expect(page.get_by_role("alert")).to_contain_text("It still needs a text")
    visitor.look(page, "notes-write-error")


def test_a_note_is_saved_while_it_is_typed_and_kept(sign_in: SignIn, town: Town) -> None:
    page = sign_in("worker").page
    begin(town, page)
    write(page, "Saved without a button")
    saved(page)
    assert "Saved without a button" in town.texts()
    page.get_by_role("button", name="Keep as Amara Whitlock").click()
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    expect(page.get_by_text("Saved without a button")).to_be_visible()
    page.goto(f"{town.site}{town.case(EMPTY)}")
    expect(page.locator("[data-drafts-here]")).to_be_hidden()


def test_typed_without_a_network_it_reaches_the_server_afterwards(
    sign_in: SignIn, town: Town, context: BrowserContext
) -> None:
    visitor = sign_in("worker")
    page = visitor.page
    begin(town, page)
    context.set_offline(True)
    write(page, "Typed in the lift")
    expect(page.get_by_text("No connection.")).to_be_visible(timeout=10_000)
    page.get_by_role("button", name="Keep as").click()
    expect(page.get_by_text("No connection.")).to_be_visible()
    assert "Typed in the lift" not in town.texts()
    context.set_offline(False)
    saved(page)
    assert "Typed in the lift" in town.texts()
    assert page.evaluate(STORED)["drafts"] == []  # the device keeps nothing that the server has


def test_nothing_on_the_device_can_be_read(
    sign_in: SignIn, town: Town, context: BrowserContext
) -> None:
    page = sign_in("worker").page
    begin(town, page)
    context.set_offline(True)
    write(page, SECRET)
    expect(page.get_by_text("No connection.")).to_be_visible(timeout=10_000)
    stored = page.evaluate(STORED)
    assert len(stored["drafts"]) == 1
    assert "hides" not in stored["drafts"][0]
    assert stored["keys"] == [False]  # the key cannot be read out of the browser
    context.set_offline(False)
    saved(page)


def test_a_page_that_was_closed_offers_its_text_back(
    sign_in: SignIn, town: Town, context: BrowserContext
) -> None:
    visitor = sign_in("worker")
    address = begin(town, visitor.page)
    context.set_offline(True)
    write(visitor.page, "Before the laptop was shut")
    expect(visitor.page.get_by_text("No connection.")).to_be_visible(timeout=10_000)
    visitor.page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{town.site}{town.case(EMPTY)}")
    here = page.get_by_role("region", name="Only on this device")
    visitor.look(page, "notes-list-device")
    here.get_by_role("link").first.click()
    expect(page).to_have_url(address)
    offered = page.locator("#on-device")
    expect(offered).to_contain_text("Before the laptop was shut")
    visitor.look(page, "notes-write-offer")
    assert text_of(page) == ""
    page.get_by_role("button", name="Put it back here").click()
    saved(page)
    assert text_of(page) == "Before the laptop was shut"
    assert "Before the laptop was shut" in town.texts()


def test_what_was_typed_after_the_session_ended_is_offered_back(
    sign_in: SignIn, town: Town, context: BrowserContext
) -> None:
    visitor = sign_in("worker")
    page = visitor.page
    address = begin(town, page)
    write(page, "The first hour.")
    saved(page)
    town.run("DELETE FROM django_session")
    write(page, "The first hour. The second hour.")
    expect(page.get_by_text("Your session has ended.")).to_be_visible(timeout=10_000)
    visitor.look(page, "notes-write-signed-out")
    page.get_by_role("link", name="Sign in and come back").click()
    enter(page)
    expect(page).to_have_url(address)
    assert text_of(page) == "The first hour."
    page.get_by_role("button", name="Put it back here").click()
    saved(page)
    page.get_by_role("button", name="Keep as").click()
    expect(page.get_by_text("The first hour. The second hour.")).to_be_visible()


def test_signing_in_again_in_another_tab_is_enough(
    sign_in: SignIn, town: Town, context: BrowserContext
) -> None:
    page = sign_in("worker").page
    begin(town, page)
    town.run("DELETE FROM django_session")
    write(page, "Two tabs")
    expect(page.get_by_text("Your session has ended.")).to_be_visible(timeout=10_000)
    second = context.new_page()
    second.goto(f"{town.site}/people/")
    enter(second)
    saved(page)
    assert "Two tabs" in town.texts()


def test_when_somebody_else_signs_in_nothing_is_sent_and_nothing_stays(
    sign_in: SignIn, town: Town, context: BrowserContext
) -> None:
    page = sign_in("worker").page
    begin(town, page)
    town.run("DELETE FROM django_session")
    write(page, "Not Noor’s")
    expect(page.get_by_text("Your session has ended.")).to_be_visible(timeout=10_000)
    second = context.new_page()
    second.goto(f"{town.site}/people/")
    enter(second, OTHER)
    expect(page.get_by_text("Somebody else has signed in")).to_be_visible(timeout=15_000)
    second.goto(f"{town.site}/people/")
    assert second.evaluate(STORED) == {"drafts": [], "keys": []}
    assert "Not Noor’s" not in town.texts()


def test_signing_out_clears_the_device_and_says_so_before(
    sign_in: SignIn, town: Town, context: BrowserContext
) -> None:
    visitor = sign_in("worker")
    page = visitor.page
    begin(town, page)
    context.set_offline(True)
    write(page, SECRET + " again")
    expect(page.get_by_text("No connection.")).to_be_visible(timeout=10_000)
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{town.site}/accounts/logout/")
    expect(page.get_by_text("has not reached the server yet")).to_be_visible()
    visitor.look(page, "sign-out-with-draft")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert page.evaluate(STORED) == {"drafts": [], "keys": []}


def test_a_second_device_is_shown_side_by_side(
    sign_in: SignIn, town: Town, browser: Browser
) -> None:
    visitor = sign_in("worker")
    page = visitor.page
    address = begin(town, page)
    write(page, "From the office.")
    saved(page)
    phone = browser.new_context(bypass_csp=True, viewport={"width": 390, "height": 800})
    other = phone.new_page()
    other.goto(address)
    enter(other)
    write(other, "From the office. And from the phone.")
    saved(other)
    write(page, "From the office. And from the kitchen.")
    expect(page.get_by_text("saved on another device meanwhile")).to_be_visible(timeout=10_000)
    visitor.look(page, "notes-write-newer")
    page.get_by_role("button", name="Compare the two texts").click()
    expect(page.get_by_role("article", name="What was saved")).to_contain_text("phone")
    expect(page.get_by_role("article", name="What you sent from here")).to_contain_text("kitchen")
    visitor.look(page, "notes-compare")
    page.get_by_role("button", name="Take both").click()
    assert "phone" in text_of(page)
    assert "kitchen" in text_of(page)
    expect(page.locator("#on-device")).to_be_hidden()
    phone.close()


def test_all_of_it_works_without_script(sign_in: SignIn, town: Town, browser: Browser) -> None:
    visitor = sign_in("worker")
    without = browser.new_context(java_script_enabled=False)
    without.add_cookies(visitor.page.context.cookies())
    page = without.new_page()
    page.goto(f"{town.site}{town.case(EMPTY)}new/")
    write(page, "No script")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved at")
    page.get_by_role("button", name="Keep as").click()
    expect(page.get_by_text("No script")).to_be_visible()
    without.close()


def test_a_photograph_that_is_too_large_is_said_before_it_is_sent(
    sign_in: SignIn, town: Town, tmp_path: Path
) -> None:
    photograph, letter = tmp_path / "IMG_0001.jpg", tmp_path / "letter.pdf"
    photograph.write_bytes(b"\xff\xd8\xff" + bytes(30_000_000))
    letter.write_bytes(b"%PDF-1.7\n")
    page = sign_in("worker").go(town.case(EMPTY) + "documents/")
    page.get_by_label("Files").set_input_files([photograph, letter])
    expect(page.get_by_text("Larger than 25 MB")).to_contain_text("IMG_0001.jpg")
    page.get_by_role("button", name="Add these documents").click()
    expect(page.get_by_role("status").first).to_contain_text("1 document was added.")
    with page.expect_download() as saved_file:
        page.get_by_role("link", name="letter.pdf", exact=True).click()
    assert saved_file.value.suggested_filename == "letter.pdf"
    assert Path(saved_file.value.path()).read_bytes() == b"%PDF-1.7\n"


def test_a_photograph_sent_without_script_is_refused_in_words(
    sign_in: SignIn, town: Town, browser: Browser, tmp_path: Path
) -> None:
    photograph = tmp_path / "IMG_0002.jpg"
    photograph.write_bytes(b"\xff\xd8\xff" + bytes(30_000_000))
    visitor = sign_in("worker")
    without = browser.new_context(java_script_enabled=False)
    without.add_cookies(visitor.page.context.cookies())
    page = without.new_page()
    page.goto(f"{town.site}{town.case(EMPTY)}documents/")
    page.get_by_label("Files").set_input_files(photograph)
    page.get_by_role("button", name="Add these documents").click()
    expect(page.get_by_role("alert")).to_contain_text("This file is larger than 25 MB")
    without.close()


def test_a_profile_on_the_disk_holds_no_word_of_it(
    town: Town, tmp_path: Path, browser: Browser
) -> None:
    chromium, profile = browser.browser_type, tmp_path / "profile"
    path = find_chromium(SimpleNamespace(chromium=chromium))
    lasting = chromium.launch_persistent_context(profile, executable_path=path, args=FLAGS)
    page = lasting.new_page()
    page.goto(town.site)
    enter(page)
    begin(town, page)
    lasting.set_offline(True)
    write(page, SECRET)
    expect(page.get_by_text("No connection.")).to_be_visible(timeout=10_000)
    lasting.close()
    files = [path for path in profile.rglob("*") if path.is_file()]
    assert any("IndexedDB" in str(path) for path in files)
    words = (SECRET.encode(), SECRET.encode("utf-16-le"))
    assert [path for path in files if any(word in path.read_bytes() for word in words)] == []
