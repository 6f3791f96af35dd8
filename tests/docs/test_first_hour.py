"""The first hour runs as it is written: every snippet, in order, in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TUTORIAL = ROOT / "docs" / "tutorials" / "first-hour.md"
WHO = """
from pathlib import Path
from alongside.cli.start import start_web
start_web(Path("."))
from alongside.web.publishing.warehouse import current_warehouse
print(*[row[0] for row in current_warehouse().con.execute(
    "SELECT person_id FROM person WHERE family_name = 'Okonkwo'").fetchall()])
"""
WHO_IS_IT = 'python -c "$WHO"'


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each snippet printed, by its section's heading."""
    folder = tmp_path_factory.mktemp("first-hour")
    printed = {}
    for heading, snippet in _snippets():
        if "alongside serve" in snippet:
            continue  # the browser tests serve
        if "PERSON_ID" in snippet:
            snippet = snippet.replace("PERSON_ID", _run(WHO_IS_IT, folder / "hollin").strip())

        where = folder if "alongside init" in snippet else folder / "hollin"
        printed[heading] = _run(snippet, where)
    return printed


def _snippets() -> list[tuple[str, str]]:
    text = TUTORIAL.read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    return [
        (section.partition("\n")[0], snippet)
        for section in sections
        for snippet in re.findall(r"^```sh\n(.*?)^```", section, flags=re.DOTALL | re.MULTILINE)
    ]


def _run(snippet: str, folder: Path) -> str:
    left_out = ("ALONGSIDE_AGENCY", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    tools = str(Path(sys.executable).parent)
    environment |= {"PATH": f"{tools}{os.pathsep}{environment['PATH']}", "WHO": WHO}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", snippet],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{snippet}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


# Section -> words that the page promises the reader will see.
PROMISED = {
    "1. An empty agency": ["agency.toml", "alongside sources suggest"],
    "3. Let a mapping be drafted": ["'Worker notes' is free text", "'Client no.' repeats"],
    "4. Make it yours": ["12 rows tried", "11 events", "not a date of the calendar"],
    "5. Refresh": ["8 people"],
    "6. A second system": ["9 people, 12 records"],
    "7. Somebody who may look": ["ada@example.org", "shown once", "1 may sign in"],
    "8. Look": ["Joined from 2 records", "Visit to the drop-in", "Absent from school",
                "in order and unchanged"],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("heading", PROMISED)
def test_the_reader_sees_what_the_page_says(told: dict[str, str], heading: str) -> None:
    for words in PROMISED[heading]:
        assert words in told[heading]
    assert "Traceback" not in told[heading]


def test_the_readmes_own_extract_names_commands_that_exist() -> None:
    from alongside.cli.__main__ import COMMANDS

    pages = [ROOT / "README.md", TUTORIAL, *(ROOT / "docs" / "how-to").glob("*.md")]
    for page in pages:
        named = re.findall(r"^\s*(?:\S+/)?alongside ([a-z]+)", page.read_text(), re.MULTILINE)
        assert set(named) <= set(COMMANDS), page.name
