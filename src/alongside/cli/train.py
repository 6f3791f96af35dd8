"""``alongside train``."""

from __future__ import annotations

from pathlib import Path

import click

from alongside.cli.start import JSON, Progress, migrate, print_json, start_web


@click.command(epilog="\b\nExample:  alongside train . harm_confirmed --as josef@example.org")
@click.argument(
    "folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="[DIR]"
)
@click.argument("model")
@click.option(
    "--as", "email", required=True, help="Who trains: an analyst's or supervisor's address."
)
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same model.")
@JSON
def train(folder: Path, model: str, email: str, seed: int, as_json: bool) -> None:
    """Train a model; it becomes a draft that advises nobody.

    It learns from the past and is tried on later dates and other people. The card tells how well
    it keeps its word, and for whom not. `alongside evaluate` makes it tested, and only a named
    human can release it.
    """
    start_web(folder)
    migrate()
    from alongside.web.models.command import train_for_command

    with Progress(quiet=as_json) as progress:
        version = train_for_command(model, email=email, seed=seed, progress=progress)
    if as_json:
        print_json({"model": version.name, "version": version.version, "state": version.state})
        return
    click.echo(f"{version.name}, version {version.version}: {version.state}")
    click.echo(f"Read its card: alongside model card {folder} {version.name}")
