"""``alongside linkage``: figures against a truth, and the queue without names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from alongside.cli.linkage import linkage, read_truth
from alongside.core import AlongsideError
from alongside.web.identity.models import SealRow
from alongside.web.ledger.models import LedgerEntry
from tests.web.identity.conftest import ask
from tests.web.identity.ground import EPOCH
from tests.web.people.conftest import amara, make_user, sign_in, town
from tests.web.people.town import Town

__all__ = ["amara", "sign_in", "town"]


@pytest.fixture
def run(town: Town, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a command on the town."""
    folder = str(town.agency.folder)
    monkeypatch.setenv("ALONGSIDE_AGENCY", folder)

    def _run(command: str, *words: str) -> Result:
        return CliRunner().invoke(linkage, [command, folder, *words])

    return _run


def _truth(folder: Path, *lines: str, head: str = "record_id,person_id,language") -> str:
    path = folder / "truth.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8-sig")
    return str(path)


def test_evaluate_compares_the_published_people_with_the_truth(
    run: Any, town: Town, tmp_path: Path
) -> None:
    asked = ask(town)
    lines = [f"{asked.left_record},1,hu", f"{asked.right_record},1,hu", "cases:gone,2,hu"]
    truth = _truth(tmp_path, *lines)
    done = run("evaluate", "--truth", truth, "--group", "language", "--json")
    found = json.loads(done.output)
    assert (found["records"], found["unmatched"], found["true_pairs"]) == (2, 1, 1)
    assert found["pairs"]["recall"]["value"] == 0
    assert found["groups"]["hu"]["too_small"]
    table = run("evaluate", "--truth", truth, "--group", "language").output
    assert "pairs touching hu" in table
    assert "too small to say" in table


def test_evaluate_does_not_count_sealed_lives(run: Any, town: Town, tmp_path: Path) -> None:
    town.person("cases", key="s", sealed=True)
    town.person("school", key="o")
    town.publish()
    truth = _truth(tmp_path, "cases:s,1,hu", "school:o,2,hu")
    assert json.loads(run("evaluate", "--truth", truth, "--json").output)["records"] == 1


BAD = {
    "a column is missing": ("AL-C060", "record_id,who", "a,1"),
    "no person": ("AL-C061", "record_id,person_id", "a,"),
    "two people for one record": ("AL-C061", "record_id,person_id", "a,1\na,2"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_truth_file_that_cannot_be_used_says_why(name: str, tmp_path: Path) -> None:
    code, head, lines = BAD[name]
    with pytest.raises(AlongsideError) as caught:
        read_truth(Path(_truth(tmp_path, lines, head=head)), group=None)
    assert caught.value.code == code


def test_review_lists_records_without_names_and_is_written_down(run: Any, town: Town) -> None:
    asked = ask(town)
    worker = make_user("Amara Whitlock", "worker")
    before = LedgerEntry.objects.count()
    done = run("review", "--as", worker.email)
    assert "1 open" in done.output
    assert "/review/" in done.output
    assert asked.left_record in done.output
    assert "Mila" not in done.output
    assert LedgerEntry.objects.count() == before + 1
    listed = json.loads(run("review", "--as", worker.email, "--json").output)
    assert (listed["open"], len(listed["questions"])) == (1, 1)


def test_review_looks_as_if_a_sealed_life_were_not_there(run: Any, town: Town) -> None:
    asked = ask(town)
    SealRow.objects.create(person_id=asked.right, by="source", reason="-", sealed_at=EPOCH)
    worker = make_user("Amara Whitlock", "worker")
    listed = json.loads(run("review", "--as", worker.email, "--json").output)
    assert listed == {"open": 0, "page": "/review/", "questions": []}


def test_review_is_refused_to_whoever_does_not_sign_in(run: Any) -> None:
    done = run("review", "--as", "nobody@example.org")
    assert isinstance(done.exception, AlongsideError)
    assert done.exception.code == "AL-U020"
