"""``alongside forms``: every mistake at once, and a fixed exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from alongside.agency import write_agency
from alongside.cli.forms import forms
from alongside.core import ExitCode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_agency(tmp_path / "office")
    return tmp_path / "office"


def test_forms_in_order_are_told_so(folder: Path) -> None:
    done = CliRunner().invoke(forms, ["lint", str(folder)])
    assert (done.exit_code, done.stdout) == (0, "4 forms: in order\n")


def test_a_circle_is_named_and_the_command_ends_with_three(folder: Path) -> None:
    file = folder / "forms" / "child_view.json"
    form = json.loads(file.read_text())
    secret, read_back = (
        next(one for one in form["item"] if one["linkId"] == link)
        for link in ("secret", "read-back")
    )
    for one, other in ((secret, "read-back"), (read_back, "secret")):
        one["enableWhen"] = [{"question": other, "operator": "=", "answerBoolean": True}]
    file.write_text(json.dumps(form))
    done = CliRunner().invoke(forms, ["lint", str(file)])
    assert done.exit_code == ExitCode.INPUT
    assert "secret → read-back → secret" in done.stderr
    assert "1 form: " in done.stdout


def test_a_list_for_other_programs(folder: Path) -> None:
    done = CliRunner().invoke(forms, ["list", str(folder), "--json"])
    rows = json.loads(done.stdout)
    assert rows[0]["name"] == "child_view"
    assert set(rows[0]) == {"name", "version", "title", "about", "items"}
