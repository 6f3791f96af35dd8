"""A user's mistake: the right exit code, no traceback, and nothing of anybody's record."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from alongside.core import ExitCode
from tests.cli.running import EMAIL, SURNAME, VISITS, make_agency, run

# What is typed -> how it ends, and the code in the message.
MISTAKES: dict[str, tuple[list[str], ExitCode, str]] = {
    "no such command": (["frobnicate"], ExitCode.USAGE, "No such command"),
    "an option that is not one": (["refresh", "{office}", "--fast"], ExitCode.USAGE, "--fast"),
    "a port that is none": (["serve", "{office}", "--port", "99999"], ExitCode.USAGE, "99999"),
    "an id that is none": (
        ["person", "show", "{office}", "7", "--as", EMAIL, "--reason", "x"],
        ExitCode.USAGE,
        "UUID",
    ),
    "no agency there": (["refresh", "{empty}"], ExitCode.INPUT, "AL-C001"),
    "no agency to check": (["sources", "check", "{empty}"], ExitCode.INPUT, "AL-C001"),
    "an agency already": (["init", "{office}"], ExitCode.INPUT, "AL-A002"),
    "no such source": (["sources", "check", "{office}", "nope"], ExitCode.INPUT, "AL-C071"),
    "an ending we do not read": (["sources", "suggest", "{letter}"], ExitCode.INPUT, "AL-S009"),
    "an empty extract": (["sources", "suggest", "{nothing}"], ExitCode.INPUT, "AL-S001"),
    "a role that is none": (
        ["user", "roles", "{office}", "--email", EMAIL, "--role", "boss"],
        ExitCode.INPUT,
        "AL-U021",
    ),
    "added twice": (
        ["user", "add", "{office}", "--email", EMAIL, "--name", "A"],
        ExitCode.INPUT,
        "AL-U022",
    ),
    "nobody": (
        ["user", "close", "{office}", "--email", "no@example.org"],
        ExitCode.INPUT,
        "AL-U023",
    ),
    "nobody reads": (
        ["linkage", "review", "{office}", "--as", "no@example.org"],
        ExitCode.REFUSED,
        "AL-U020",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_ends_with_its_code_and_no_traceback(
    name: str, office: Path, tmp_path: Path
) -> None:
    words, ends, says = MISTAKES[name]
    (tmp_path / "empty").mkdir()
    (tmp_path / "letter.docx").write_bytes(b"x")
    (tmp_path / "nothing.csv").touch()
    places = {
        "office": office,
        "empty": tmp_path / "empty",
        "letter": tmp_path / "letter.docx",
        "nothing": tmp_path / "nothing.csv",
    }
    done = run(*(word.format(**places) for word in words))
    assert done.returncode == ends
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_every_mistake_in_the_folder_is_said_at_once(tmp_path: Path) -> None:
    run("init", tmp_path / "a")
    toml = tmp_path / "a" / "agency.toml"
    toml.write_text(toml.read_text().replace("America/New_York", "Mars") + "\ncolour = 'red'\n")
    (tmp_path / "a" / "sources" / "b.toml").write_text("title = 1\n")
    done = run("refresh", tmp_path / "a")
    assert done.returncode == ExitCode.INPUT
    for words in ("time_zone", "saw 'Mars'", "colour", "sources/b.toml", "lane"):
        assert words in done.stderr


def _ids(office: Path) -> dict[str, str]:
    with sqlite3.connect(office / "data" / "alongside.sqlite3") as con:
        rows = con.execute("SELECT record_id, person_id FROM identity_membership").fetchall()
    return {record: str(UUID(person)) for record, person in rows}


def test_nobody_somebody_sealed_and_a_foreign_purpose_get_the_same_words(office: Path) -> None:
    ids = _ids(office)
    asking = ("--as", EMAIL, "--reason", "visit")
    answers = [
        run("person", "show", office, str(uuid4()), *asking),
        run("person", "show", office, ids["visits:C"], *asking),
        run("person", "show", office, ids["visits:A"], *asking, "--purpose", "audit"),
    ]
    assert {done.returncode for done in answers} == {ExitCode.REFUSED}
    assert len({(done.stdout, done.stderr) for done in answers}) == 1
    assert run("person", "show", office, ids["visits:A"], *asking).returncode == 0


def test_a_second_refresh_at_once_is_told_to_wait(tmp_path: Path) -> None:
    office = make_agency(tmp_path / "agency")
    (office / "extracts" / "visits.csv").write_text(VISITS + "4;D;Byrne;Tom;1/1/1980;x;1/3/2025\n")
    hold = (
        "import sys, time; from pathlib import Path; from alongside.cli.start import start_web;"
        "start_web(Path(sys.argv[1])); from alongside.web.publishing.lease import hold_lease;"
        "lease = hold_lease('refresh'); lease.__enter__(); print('held', flush=True);"
        "time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(office)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        done = run("refresh", office)
        holder.kill()
    assert done.returncode == ExitCode.BUSY
    assert "AL-C010" in done.stderr
    assert run("refresh", office).returncode == 0  # the dead hold nothing


def _missing_column(office: Path) -> None:
    (office / "extracts" / "visits.csv").write_text(VISITS.replace("family", "surname", 1))


def _shrunk(office: Path) -> None:
    (office / "extracts" / "visits.csv").write_text(VISITS.splitlines()[0] + "\n")


def _bytes(office: Path) -> None:
    mapping = office / "sources" / "visits.toml"
    mapping.write_text(mapping.read_text().replace('"csv"\n', '"csv"\nencoding = "ascii"\n', 1))
    (office / "extracts" / "visits.csv").write_text(VISITS + "5;E;Ünal;Ö;1/1/1980;x;1/3/2025\n")


BROKEN: dict[str, tuple[Callable[[Path], None], ExitCode, str]] = {
    "a column is missing": (_missing_column, ExitCode.INPUT, "AL-S002"),
    "only headings are left": (_shrunk, ExitCode.REFUSED, "AL-S006"),
    "another encoding": (_bytes, ExitCode.INPUT, "AL-S003"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_no_message_carries_what_stands_in_a_row(name: str, tmp_path: Path) -> None:
    spoil, ends, code = BROKEN[name]
    office = make_agency(tmp_path / "agency")
    spoil(office)
    done = run("refresh", office)
    assert (done.returncode, code in done.stderr) == (ends, True), done.stderr
    _says_nothing_of_anybody(done)


def test_draft_check_and_report_carry_nothing_of_a_row(office: Path) -> None:
    extract = office / "extracts" / "visits.csv"
    for words in (
        ["sources", "suggest", extract],
        ["sources", "check", office],
        ["doctor", office],
    ):
        done = run(*words)
        assert done.returncode == 0, done.stderr
        _says_nothing_of_anybody(done)


def _says_nothing_of_anybody(done: subprocess.CompletedProcess[str]) -> None:
    for words in (SURNAME, "Adaeze", "Mill Lane", "31/02/2025", "Hidden", "Ünal"):
        assert words not in done.stdout + done.stderr
