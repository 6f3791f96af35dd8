"""``alongside doctor``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from alongside.cli.start import FOLDER, JSON, print_json
from alongside.core import ExitCode

MARKS = {"good": ("green", "ok  "), "look": ("yellow", "look"), "bad": ("red", "bad ")}


@click.command(epilog="\b\nExample:  alongside doctor my-agency --json")
@FOLDER
@JSON
def doctor(folder: Path, as_json: bool) -> None:
    """Check the machine, the folder and the stores.

    Every line that is not ok says what to do.
    """
    from alongside.cli.checks import examine

    checks = examine(folder)
    if as_json:
        print_json([check.as_json() for check in checks])
    else:
        for check in checks:
            colour, mark = MARKS[check.state]
            click.secho(mark, fg=colour, nl=False)
            click.echo(f"  {check.says}")
            if check.do:
                click.echo(f"      {check.do}")
    if any(check.state == "bad" for check in checks):
        sys.exit(ExitCode.FAILED)
