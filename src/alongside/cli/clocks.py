"""``alongside clocks``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from alongside.cli.start import (
    FOLDER,
    JSON,
    migrate,
    print_json,
    read_folder,
    start_web,
)

if TYPE_CHECKING:
    from alongside.governance.clocks import ClockRule, Length


@click.group(epilog="\b\nExample:  alongside clocks list my-agency")
def clocks() -> None:
    """Read the deadlines that hold here, and recount after they changed."""


@clocks.command("list", epilog="\b\nExample:  alongside clocks list my-agency")
@FOLDER
@JSON
def list_rules(folder: Path, as_json: bool) -> None:
    """Every rule of the jurisdiction, with its source and when somebody last compared the two."""
    agency = read_folder(folder)
    rules = agency.jurisdiction.rules
    if as_json:
        print_json([_as_json(rule) for rule in rules])
        return
    click.echo(f"{agency.jurisdiction.title} ({agency.file.jurisdiction})")
    for rule in rules:
        click.echo(f"\n{rule.name}: {rule.says}, {lengths(rule)}")
        click.echo(f"  {rule.source}")
        click.echo(f"  {rule.url + ', ' if rule.url else ''}checked on {rule.checked_on}")


@clocks.command(epilog="\b\nExample:  alongside clocks recount my-agency")
@FOLDER
def recount(folder: Path) -> None:
    """Count the clocks of every case anew.

    Do so after you changed a rule or a day off; `alongside serve` does it when it starts.
    """
    start_web(folder)
    migrate()
    from django.utils import timezone

    from alongside.web.clocks.recounting import rewind_all

    count = rewind_all(now=timezone.now())
    click.echo(f"Counted the clocks of {count:,} case{'' if count == 1 else 's'}.")


def _as_json(rule: ClockRule) -> dict[str, object]:
    return {
        "rule": rule.name,
        "says": rule.says,
        "within": _length(rule.length(0)),
        "then": [_length(one) for one in rule.then],
        "of_last_months": rule.of_last_months,
        "starts": sorted(rule.starts),
        "stops": sorted(rule.stops),
        "ends": sorted(rule.ends),
        "source": rule.source,
        "url": rule.url,
        "checked_on": rule.checked_on,
    }


def lengths(rule: ClockRule) -> str:
    """How long each round of a rule may take: *within 3 months, then 6 months*."""
    first = _length(rule.length(0))
    if rule.of_last_months is not None:
        return f"within {first} of the last {rule.of_last_months}"
    if rule.then == (rule.length(0),):
        return f"every {first}"
    return ", then ".join([f"within {first}", *(_length(one) for one in rule.then)])


def _length(length: Length) -> str:
    amount, unit = length.amount, length.unit.value.replace("_", " ")
    if unit == "days" and amount and amount % 7 == 0:
        amount, unit = amount // 7, "weeks"
    return f"{amount} {unit.removesuffix('s') if amount == 1 else unit}"
