"""``alongside refresh``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from alongside.cli.start import FOLDER, JSON, Progress, migrate, print_json, print_table, start_web

if TYPE_CHECKING:
    from alongside.actions.refresh import RefreshReport


@click.command(epilog="\b\nExample:  alongside refresh my-agency --data /srv/extracts")
@FOLDER
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the extracts lie; default: `extracts` in the agency folder.",
)
@click.option(
    "--confirm-shrink",
    multiple=True,
    metavar="SOURCE",
    help="Let this source shrink by more than half, this once. Repeat for several.",
)
@JSON
def refresh(
    folder: Path, data: Path | None, confirm_shrink: tuple[str, ...], as_json: bool
) -> None:
    """Read what is new and join it to timelines.

    Changed extracts are copied into the data folder, joined with what is known, and published
    at once at the end. When it fails or is killed, everything is as before.
    """
    start_web(folder)
    migrate()
    with Progress(quiet=as_json) as progress:
        report = run_refresh(data=data, confirm_shrink=confirm_shrink, progress=progress)
    if as_json:
        print_json(report.as_json())
    else:
        show_report(report)


def run_refresh(
    *, data: Path | None, confirm_shrink: tuple[str, ...] = (), progress: Progress
) -> RefreshReport:
    """Refresh the agency that Django was set up for, seal the ledger, sweep what a crash left."""
    from django.utils import timezone

    from alongside.actions.refresh import refresh as refresh_agency
    from alongside.web.agency import current_agency
    from alongside.web.ledger.store import seal_pending
    from alongside.web.notes.sweeping import sweep_orphans
    from alongside.web.publishing.store import DatabaseStore

    report = refresh_agency(
        current_agency(),
        DatabaseStore(),
        now=timezone.now,
        extracts=data.resolve() if data else None,
        confirm_shrink=frozenset(confirm_shrink),
        progress=progress,
    )
    seal_pending(timezone.now())
    sweep_orphans(now=timezone.now())
    return report


def show_report(report: RefreshReport) -> None:
    """Print what was read from each source, and what there is now."""
    if not report.changed:
        click.echo("Nothing new.")
    else:
        head = ["source", "table", "read", "accepted", "changed", "rejected", "faults", ""]
        print_table(
            head,
            [
                [
                    run.source,
                    run.table,
                    run.read,
                    run.accepted,
                    run.changed,
                    run.rejected,
                    run.faults,
                    run.note,
                ]
                for run in report.runs
            ],
        )
        click.echo()
        click.echo(", ".join(f"{count:,} {what}" for what, count in report.counts.items()))
    if report.unread:
        click.echo(f"{len(report.unread)} files that no table reads: {', '.join(report.unread)}")
    if any(run.faults for run in report.runs):
        click.echo("Rejected rows are kept with their reasons: see the page Sources.")
