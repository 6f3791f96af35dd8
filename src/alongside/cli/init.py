"""``alongside init``."""

from __future__ import annotations

from pathlib import Path

import click

from alongside.agency import write_agency


@click.command(epilog='\b\nExample:  alongside init my-agency --name "Northmere Families"')
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--name", default="My agency", show_default=True, help="What the agency is called.")
@click.option("--demo", is_flag=True, help="Made-up people: sign-in without a second factor.")
def init(folder: Path, name: str, demo: bool) -> None:
    """Write a new agency folder that works."""
    for path in write_agency(folder, name=name, demo=demo):
        click.echo(f"wrote {path}")
    extracts = folder / "extracts"
    extracts.mkdir(exist_ok=True)
    click.echo(
        f"\nNext: set time_zone in {folder / 'agency.toml'}, put an extract into {extracts},"
        "\nand let its mapping be drafted:\n"
        f"  alongside sources suggest {extracts}/FILE > {folder / 'sources'}/NAME.toml"
    )
