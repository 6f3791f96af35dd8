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


@click.group(
    epilog="\b\nExample:  alongside person show . ID --as amara@example.org --reason visit"
)
def person() -> None:
    """Show one person, with access and ledger."""


@person.command(
    epilog="\b\nExample:  alongside person show . 01931c5e-... --as amara@example.org --reason "
    '"home visit"'
)
@FOLDER
@click.argument("person_id", type=click.UUID, metavar="ID")
@click.option(
    "--as", "email", required=True, help="Who reads: the address of somebody who signs in."
)
@click.option("--reason", required=True, help="Why she looks; it is written to the ledger.")
@click.option(
    "--purpose", default=None, help="One of the purposes of her roles; default: her first."
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Only what was known at the end of that day; default: now.",
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
    """Show one person as a worker may see them.

    The reading is checked and written to the ledger first. ID stands in the address of the
    person's page. A person who does not exist and one who may not be seen give the same answer.
    """
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
        _print(report, access, day)


def _print(report: PersonReport, access: Access, day: date | None) -> None:
    from alongside.web.agency import current_agency

    agency = current_agency()
    head = report.head
    name = f"{head['given_name'] or ''} {head['family_name'] or ''}".strip()
    born = f", born {head['birth_on']}" if head["birth_on"] else ""
    click.secho(f"{name}{born}", bold=True)
    now = access.as_of.astimezone(agency.file.zone)
    when = f"at the end of {day}" if day else f"on {now:%Y-%m-%d} at {now:%H:%M}"
    if not report.records and not report.events:
        click.echo(f"Nothing was known {when}.")
        return
    records = f"{len(report.records)} record{'' if len(report.records) == 1 else 's'}"
    click.echo(f"Joined from {records}, as known {when}\n")
    rows = [
        [
            event["happened_from"].date() if event["happened_from"] else "?",
            agency.says(event["source"], event["kind"]),
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


@person.command(
    epilog="\b\nExample:  alongside person seal . ID --as a@b.org --named a@b.org --reason family"
)
@FOLDER
@click.argument("person_id", type=click.UUID, metavar="ID")
@click.option("--as", "email", required=True, help="Who seals: a supervisor's e-mail address.")
@click.option("--named", multiple=True, help="Who may still open the page; may be repeated.")
@click.option("--reason", required=True, help="Why; it goes to the ledger.")
def seal(folder: Path, person_id: UUID, email: str, named: tuple[str, ...], reason: str) -> None:
    """Close a person's page to everybody but the named."""
    start_web(folder)
    migrate()
    from django.utils import timezone

    from alongside.web.identity.sealing import seal_person
    from alongside.web.people.command import worker_of

    seal_person(person_id, worker_of(email), named=named, reason=reason, now=timezone.now())
    click.echo(f"Sealed. {len(set(named))} may open the page; to all others there is nothing.")


@person.command(
    epilog='\b\nExample:  alongside person unseal . ID --as J@ex.org --reason "she left"'
)
@FOLDER
@click.argument("person_id", type=click.UUID, metavar="ID")
@click.option("--as", "email", required=True, help="Who lifts the seal: somebody named on it.")
@click.option("--reason", required=True, help="Why; it goes to the ledger.")
def unseal(folder: Path, person_id: UUID, email: str, reason: str) -> None:
    """Open a person's page again to all who may see people."""
    start_web(folder)
    migrate()
    from django.utils import timezone

    from alongside.web.identity.sealing import unseal_person
    from alongside.web.people.command import worker_of

    unseal_person(person_id, worker_of(email), reason=reason, now=timezone.now())
    click.echo("The seal is lifted.")
