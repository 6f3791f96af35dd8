"""``alongside forms``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from alongside.cli.start import FOLDER, JSON, print_json, print_table, read_folder
from alongside.core import ExitCode


@click.group(epilog="\b\nExample:  alongside forms lint my-agency")
def forms() -> None:
    """Check and list the agency's forms."""


@forms.command(epilog="\b\nExample:  alongside forms lint my-agency/forms/home_visit.json")
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=Path())
def lint(path: Path) -> None:
    """Name every mistake of a form, or of every form of a folder.

    PATH is a file, an agency folder or a folder of forms; without it, the folder you stand in.
    Ends with 3 when there is a mistake.
    """
    from alongside.agency.form_files import lint_path

    files, found = lint_path(path)
    for mistake in found:
        click.echo(str(mistake), err=True)
    says = f"{len(found)} mistake{'' if len(found) == 1 else 's'}" if found else "in order"
    click.echo(f"{len(files)} form{'' if len(files) == 1 else 's'}: {says}")
    if found:
        sys.exit(ExitCode.INPUT)


@forms.command("list", epilog="\b\nExample:  alongside forms list my-agency")
@FOLDER
@JSON
def list_(folder: Path, as_json: bool) -> None:
    """List the forms of an agency with their versions."""
    rows = [
        {
            "name": form.name,
            "version": form.version,
            "title": form.title,
            "about": form.about,
            "items": sum(1 for _ in form.walk()),
        }
        for form in read_folder(folder).forms.values()
    ]
    if as_json:
        print_json(rows)
        return
    print_table(
        ["form", "version", "title", "about", "items"],
        [list(row.values()) for row in rows],
    )
