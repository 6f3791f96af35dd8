"""``alongside person``."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from alongside.cli.start import FOLDER, JSON, migrate, print_json, print_table, start_web

if TYPE_CHECKING:
    from alongside.actions.read_person import PersonReport
    from alongside.privacy import Access


@click.group()
def person() -> None:
    """Show one person, with access and ledger."""


@person.command(
    epilog="Example:  alongside person show . 01931c5e-... --as amara@example.org --reason "
    '"home visit"'
)
@FOLDER
@click.argument("person_id", type=click.UUID, metavar="ID")
@click.option("--as", "email", required=True, help="Who reads: e-mail of somebody who signs in.")
@click.option("--reason", required=True, help="Why; it goes to the ledger.")
@click.option("--purpose", default=None, help="One of her purposes; the first when not given.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="What was known on that day; default now."
)
@JSON
def show(
    folder: Path,
    person_id: UUID,
    email: str,
    reason: str,
    purpose: str | None,
    as_of: datetime | None,
    as_json: bool,
) -> None:
    """Show a person's records and timeline, as one worker may see them."""
    start_web(folder)
    migrate()
    from alongside.web.people.command import read_for_command

    day: date | None = as_of.date() if as_of else None
    report, access = read_for_command(
        person_id, email=email, reason=reason, purpose=purpose, as_of=day
    )
    if as_json:
        print_json(report.as_json())
    else:
        _print(report, access)


def _print(report: PersonReport, access: Access) -> None:
    head = report.head
    name = f"{head['given_name'] or ''} {head['family_name'] or ''}".strip()
    born = f", born {head['birth_on']}" if head["birth_on"] else ""
    click.secho(f"{name}{born}", bold=True)
    click.echo(f"Joined from {len(report.records)} records, as of {access.as_of:%Y-%m-%d %H:%M}\n")
    rows = [
        [
            event["happened_from"].date() if event["happened_from"] else "?",
            event["kind"].replace("_", " "),
            event["detail"] or _amount(event),
            event["source"],
            event["known_at"].date(),
        ]
        for event in report.events
    ]
    print_table(["happened", "what", "detail", "source", "known"], rows)
    for level, count in report.hidden.items():
        click.echo(f"{count} {level} events are hidden from this purpose.")


def _amount(event: dict[str, object]) -> str:
    if event["value"] is None:
        return ""
    return f"{event['value']:g} {event['unit'] or ''}".strip()
