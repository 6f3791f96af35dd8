"""``alongside audit``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from alongside.cli.start import FOLDER, JSON, migrate, print_json, print_table, start_web
from alongside.core import ExitCode


@click.group(epilog="\b\nExample:  alongside audit verify my-agency")
def audit() -> None:
    """Verify the ledger of who looked, and seal it."""


@audit.command(
    epilog="\b\nExample:  alongside audit verify . --head /mnt/elsewhere/ledger-head.txt"
)
@FOLDER
@click.option(
    "--head",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A copy of the head that was kept elsewhere; default: the one in the data folder.",
)
@JSON
def verify(folder: Path, head: Path | None, as_json: bool) -> None:
    """Find any ledger entry that was changed, removed, moved or cut off."""
    start_web(folder)
    migrate()
    from alongside.web.ledger.store import ledger_size, verify_ledger

    findings = verify_ledger(head)
    size = ledger_size()
    if as_json:
        print_json(
            {
                "entries": size,
                "findings": [
                    {"kind": one.kind, "batch": one.batch, "entry": one.entry} for one in findings
                ],
            }
        )
    elif findings:
        print_table(
            ["what", "batch", "entry"], [[one.kind, one.batch, one.entry] for one in findings]
        )
    else:
        click.echo(f"{size:,} entries, in order and unchanged.")
    if findings:
        sys.exit(ExitCode.FAILED)


@audit.command(epilog="\b\nExample:  alongside audit seal .")
@FOLDER
def seal(folder: Path) -> None:
    """Seal the entries since the last seal; a refresh does it too.

    The newest hash, the head, goes to ledger-head.txt in the data folder: copy that file elsewhere.
    """
    start_web(folder)
    migrate()
    from django.utils import timezone

    from alongside.web.ledger.store import seal_pending

    batch = seal_pending(timezone.now())
    click.echo(f"sealed up to entry {batch.last:,}: {batch.hash}" if batch else "Nothing new.")
