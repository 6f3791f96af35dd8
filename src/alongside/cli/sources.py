"""``alongside sources``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alongside.cli.start import FOLDER, JSON, print_json, print_table, read_folder
from alongside.core import AlongsideError, ExitCode

if TYPE_CHECKING:
    from alongside.actions.check_sources import TableCheck
    from alongside.agency import Agency


@click.group(epilog="\b\nExample:  alongside sources check my-agency")
def sources() -> None:
    """Draft and check the mapping of extracts."""


@sources.command(
    epilog="\b\nExample:  alongside sources suggest extracts/visits.csv > sources/visits.toml"
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", help="What the source is to be called; default: the file's name.")
def suggest(file: Path, name: str | None) -> None:
    """Draft a mapping for an extract.

    The draft goes to standard output, what to look at to standard error. Nothing is read into
    the agency, and no value of a row is in the draft.
    """
    from alongside.sources import suggest as draft_mapping

    draft = draft_mapping(file, source=name)
    click.echo(draft.text, nl=not draft.text.endswith("\n"))
    found = [word for word in (draft.encoding, _said(draft.delimiter)) if word]
    how = f" ({', '.join(found)})" if found else ""
    click.echo(f"Looked at {draft.rows:,} rows and {len(draft.columns)} columns{how}.", err=True)
    for warning in draft.warnings:
        click.echo(f"Look: {warning}", err=True)
    click.echo(
        "A draft, not a decision: read every line, then `alongside sources check`.", err=True
    )


@sources.command(epilog="\b\nExample:  alongside sources check my-agency visits")
@FOLDER
@click.argument("source", required=False)
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the extracts lie; default: `extracts` in the agency folder.",
)
@JSON
def check(folder: Path, source: str | None, data: Path | None, as_json: bool) -> None:
    """Try mappings on their extracts.

    Says what a refresh would accept and put aside, and writes nothing.
    A text file above 32 MB is tried by its first 1,000 lines.
    """
    from datetime import UTC, datetime

    from alongside.actions.check_sources import check_sources

    agency = read_folder(folder)
    names = _names(agency, source)
    extracts = (data or folder / "extracts").resolve()
    checks = check_sources(agency, names, extracts=extracts, now=datetime.now(UTC))
    if as_json:
        print_json([one.as_json() for one in checks])
    else:
        _show(checks)
    if any(one.problem for one in checks):
        sys.exit(ExitCode.INPUT)


def _names(agency: Agency, source: str | None) -> list[str]:
    if not agency.sources:
        raise AlongsideError(
            "AL-C070",
            seen=f"{agency.folder.name} has no source yet",
            wanted="a mapping in sources/*.toml",
            do="Draft one with `alongside sources suggest FILE`",
        )
    if source is not None and source not in agency.sources:
        raise AlongsideError(
            "AL-C071",
            seen=f"There is no source {source!r}",
            wanted=f"one of {', '.join(agency.sources)}",
            do="The name of a source is the name of its file in sources/, without .toml",
        )
    return [source] if source else list(agency.sources)


def _said(delimiter: str | None) -> str:
    if not delimiter:
        return ""
    return "columns apart by a tab" if delimiter == "\t" else f"columns apart by {delimiter!r}"


def _show(checks: list[TableCheck]) -> None:
    for one in checks:
        if one.problem:
            click.secho("bad  ", fg="red", nl=False)
            click.echo(f"{one.source}.{one.table}: {one.problem}")
            continue
        sound = not one.faults
        click.secho("ok   " if sound else "look ", fg="green" if sound else "yellow", nl=False)
        click.echo(
            f"{one.source}.{one.table}: {one.read:,} rows tried, {one.accepted:,} accepted, "
            f"{one.rejected:,} rejected, {one.left_out:,} left out; {one.events:,} events"
        )
        if not one.has_events:
            click.echo(
                "     no [[event]] reads this table: it says who, but puts nothing on timelines"
            )
        if one.filled:
            shares = (f"{fact} {share:.0%}" for fact, share in one.filled.items() if share)
            click.echo(f"     records with {', '.join(shares) or 'no fact about who it is'}")
        if one.faults:
            rows = [[fault.rows, fault.column, fault.reason, fault.code] for fault in one.faults]
            print_table(["rows", "column", "reason", ""], rows)
    click.echo("Nothing was written.")
