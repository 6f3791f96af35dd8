"""Run the command line as a person would: in its own process, on made-up people."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

EMAIL = "ada@example.org"
SURNAME = "Okonkwo"
VISITS = f"""\
visit;client;family;given;born;street;day
1;A;{SURNAME};Adaeze;03/04/2015;12 Mill Lane;14/02/2025
2;B;Brandt;Jürgen;21/11/1984;4 Weir Court;31/02/2025
3;C;Hidden;Layla;17/06/1991;31 Canal Road;28/02/2025
"""
MAPPING = """\
title = "Drop-in"
lane = "Agency"
[tables.visits]
format = "csv"
path = "visits.csv"
date_order = "dmy"
[[record]]
name = "client"
key = ["client"]
family_name = "family"
given_name = "given"
birth_on = "born"
address = "street"
sealed = { column = "family", values = { Hidden = "yes" }, other = "no" }
purposes = ["casework"]
[[event]]
of = "client"
kind = "visit"
says = "Visit"
key = ["visit"]
happened = "day"
purposes = ["casework"]
"""


def run(*words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command's output and exit code."""
    left_out = ("ALONGSIDE_AGENCY", "DJANGO_SETTINGS_MODULE", "ALONGSIDE_DATABASE_URL")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    return subprocess.run(
        [sys.executable, "-m", "alongside.cli", *map(str, words)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=cwd,
    )


def make_agency(folder: Path) -> Path:
    """A refreshed agency with three people, one of them sealed, and one worker."""
    assert run("init", folder, "--demo").returncode == 0
    (folder / "extracts" / "visits.csv").write_text(VISITS, encoding="utf-8")
    (folder / "sources" / "visits.toml").write_text(MAPPING, encoding="utf-8")
    for words in (["refresh", folder], ["user", "add", folder, "--email", EMAIL, "--name", "Ada"]):
        done = run(*words)
        assert done.returncode == 0, done.stderr
    return folder
