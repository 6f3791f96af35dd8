"""``alongside simulate``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from alongside.cli.start import FOLDER, JSON, Progress, print_json, print_table


@click.command(epilog="\b\nExample:  alongside simulate made-up --people 2000 --seed 7")
@FOLDER
@click.option(
    "--people",
    default=20_000,
    show_default=True,
    type=click.IntRange(200, 5_000_000),
    help="How many to make up.",
)
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same bytes.")
@JSON
def simulate(folder: Path, people: int, seed: int, as_json: bool) -> None:
    """Write made-up extracts with known truth into an agency folder."""
    from alongside.simulate import simulate_agency

    with Progress(quiet=as_json) as progress:
        report = simulate_agency(folder, people=people, seed=seed, progress=progress)
    if as_json:
        print_json(asdict(report))
        return
    click.echo(
        f"{report.people:,} people, {report.records:,} records, {report.events:,} events in "
        f"{folder / 'extracts'}; the truth is apart in {folder / 'truth'}\n"
    )
    print_table(
        ["rate", "published", "simulated", "ratio", "drawn"],
        [
            [rate.name, rate.published, round(rate.simulated, 2), round(rate.ratio, 3),
             round(rate.realised, 2)]
            for rate in report.rates
        ],
    )  # fmt: skip
