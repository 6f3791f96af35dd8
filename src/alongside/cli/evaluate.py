"""``alongside evaluate``."""

from __future__ import annotations

from pathlib import Path

import click

from alongside.cli.start import JSON, Progress, migrate, print_json, start_web


@click.command(epilog="\b\nExample:  alongside evaluate . harm_confirmed --as josef@example.org")
@click.argument(
    "folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="[DIR]"
)
@click.argument("model")
@click.option("--version", type=int, help="Which; default: the newest.")
@click.option(
    "--as", "email", required=True, help="Who tests: an analyst's or supervisor's address."
)
@click.option(
    "--seed", default=1, show_default=True, help="The same seed gives the same intervals."
)
@JSON
def evaluate(
    folder: Path, model: str, version: int | None, email: str, seed: int, as_json: bool
) -> None:
    """Try a trained model on the records as they are now.

    Only people and dates that it did not learn from are used, and what came since. A draft
    becomes tested; its card stays that of its training, and these figures stand beside it here.
    """
    start_web(folder)
    migrate()
    from alongside.web.models.command import evaluate_for_command

    with Progress(quiet=as_json) as progress:
        tested, figures = evaluate_for_command(
            model, version=version, email=email, seed=seed, progress=progress
        )
    if as_json:
        print_json(figures)
        return
    click.echo(f"{tested.name}, version {tested.version}: {tested.state}")
    for sentence in figures["sentences"]:
        click.echo(f"  {sentence}")
