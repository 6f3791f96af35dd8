"""A made-up agency of a given size, made once and kept for later figures."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CACHE = Path(__file__).resolve().parent.parent / ".cache" / "bench"
SEED = 7


def agency_of(people: int) -> Path:
    """The folder of a refreshed agency with three sign-ins; never changed by a figure."""
    folder = CACHE / f"agency-{people}"
    if not (folder / "data" / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        alongside(
            "demo", "--people", str(people), "--seed", str(SEED), "--data", str(folder),
            "--no-serve",
        )  # fmt: skip
        (folder / "data" / "ready").touch()
    return folder


def copy_of(people: int, name: str) -> Path:
    """A copy of it that a figure may change."""
    target = CACHE / name
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(agency_of(people), target)
    return target


def alongside(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "alongside.cli", *arguments],
        check=check,
        capture_output=True,
        text=True,
        env=os.environ | {"ALONGSIDE_PLAIN_HTTP": "1"},
    )
