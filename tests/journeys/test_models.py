"""The register of models: empty, full; a card; a release, a pause, and what each of them says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.model_office import model_office

SignIn = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An office with models in every state."""
    with model_office(tmp_path_factory.mktemp("models") / "agency") as address:
        yield address


def test_the_register_and_a_card_as_a_worker_reads_them(sign_in: SignIn) -> None:
    visitor = sign_in("worker")
    page = visitor.go("/models/")
    expect(page.get_by_role("link", name="Models")).to_have_attribute("aria-current", "page")
    visitor.look(page, "models")
    page.get_by_role("link", name="Report again, version 2").click()
    expect(page.get_by_role("button", name="Pause it now")).to_have_count(0)
    for summary in page.locator("main summary").all():
        summary.click()
    visitor.look(page, "model-card")


def test_a_card_leaves_as_a_page_and_as_data(sign_in: SignIn) -> None:
    page = sign_in("worker").go("/models/report_again/2/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Card as data").click()
    assert json.loads(Path(waiting.value.path()).read_text())["title"] == "Report again"
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Card as a file").click()
    saved = Path(waiting.value.path()).read_text()
    assert "Report again" in saved
    assert "<script" not in saved


def test_a_supervisor_pauses_lets_speak_again_and_releases_a_successor(sign_in: SignIn) -> None:
    visitor = sign_in("supervisor")
    page = visitor.go("/models/report_again/2/")
    visitor.look(page, "model-in-use")
    page.get_by_role("button", name="Pause it now").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    visitor.look(page, "model-pause-without-reason")
    page.get_by_label("What made you pause it?").fill("Its numbers look odd since Friday")
    page.get_by_role("button", name="Pause it now").click()
    expect(page.get_by_role("status")).to_contain_text("It is paused")
    visitor.look(page, "model-paused")
    visitor.go("/models/report_again/3/")
    expect(page.get_by_text("This retires report again, version 2")).to_be_visible()
    page.get_by_label("Why may it advise?").fill("Trained without the police calls that were odd")
    page.get_by_role("button", name="Release as Josef Castellanos").click()
    expect(page.get_by_role("status")).to_contain_text("version 2, was retired")
    visitor.look(page, "model-released")
    visitor.go("/models/report_again/2/")
    expect(page.get_by_text("Retired on")).to_be_visible()


def test_a_draft_says_that_it_was_not_tested(sign_in: SignIn) -> None:
    visitor = sign_in("supervisor")
    page = visitor.go("/models/report_again/4/")
    expect(page.get_by_role("heading", name="It was not tested yet")).to_be_visible()
    visitor.look(page, "model-draft")


def test_an_empty_register(tmp_path: Path, visitor: Visitor, sign_in: SignIn) -> None:
    with model_office(tmp_path / "agency", with_models=False) as address:
        visitor.site = address
        page = sign_in("worker").go("/models/")
        expect(page.get_by_text("No model is in use.")).to_be_visible()
        visitor.look(page, "models-none")
