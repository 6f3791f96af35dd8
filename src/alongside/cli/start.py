"""What commands share: the folder argument, the web's stores, JSON and tables."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alongside.core import AlongsideError

if TYPE_CHECKING:
    from alongside.agency import Agency

FOLDER = click.argument(
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
    metavar="[DIR]",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON with stable keys.")


def start_web(folder: Path) -> None:
    """Set Django up for the agency in ``folder`` and bring its database up to date.

    Raises
    ------
    AlongsideError
        When the folder holds no sound agency.
    """
    _need_agency(folder)
    os.environ["ALONGSIDE_AGENCY"] = str(folder.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.web.settings")
    import django

    django.setup()


def read_folder(folder: Path) -> Agency:
    """Read an agency folder for a command that needs no store.

    Raises
    ------
    AlongsideError
        ``AL-C001`` when there is none, ``AL-A001`` with every mistake in it.
    """
    from alongside.agency import read_agency

    _need_agency(folder)
    return read_agency(folder)


def _need_agency(folder: Path) -> None:
    if not (folder / "agency.toml").exists():
        raise AlongsideError(
            "AL-C001",
            seen=f"{folder.resolve()} holds no agency.toml",
            wanted="an agency folder",
            do="Name one (`alongside COMMAND DIR`), or make one with `alongside init DIR`",
        )


def migrate() -> None:
    """Bring the operational database up to date, without a word when it is."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def print_json(value: Any) -> None:
    """Print a value as JSON; dates and ids as text."""
    click.echo(json.dumps(value, default=str, ensure_ascii=False, indent=2))


def print_table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print a plain table: numbers to the right, thousands apart."""
    text = [[_cell(value) for value in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(head, *text, strict=True)]
    numeric = [all(isinstance(row[i], int | float) for row in rows) for i in range(len(head))]
    for line in [list(head), ["-" * width for width in widths], *text]:
        cells = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        ]
        click.echo("  ".join(cells).rstrip())


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return "" if value is None else str(value)


class Progress:
    """A progress bar on standard error, silent when nobody is looking."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet or not sys.stderr.isatty()
        self._bar: Any = None
        self._task: Any = None
        self._stage = ""

    def __enter__(self) -> Progress:
        if not self._quiet:
            from rich.console import Console
            from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
            from rich.progress import Progress as RichProgress

            columns = (TextColumn("{task.description:34}"), BarColumn(), TimeElapsedColumn())
            self._bar = RichProgress(*columns, console=Console(stderr=True))
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, stage: str, share: float) -> None:
        """Show that ``share`` (0 to 1) of ``stage`` is done."""
        if self._bar is None:
            return
        if stage != self._stage:
            if self._task is not None:
                self._bar.update(self._task, completed=1.0)
            self._task, self._stage = self._bar.add_task(stage, total=1.0), stage
        self._bar.update(self._task, completed=share)
