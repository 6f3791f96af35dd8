"""``alongside model``."""

from __future__ import annotations

from pathlib import Path

import click

from alongside.cli.start import JSON, migrate, print_json, print_table, start_web

DIR = click.argument(
    "folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="[DIR]"
)
VERSION = click.option("--version", type=int, help="Which; default: the newest.")
AS = click.option("--as", "email", required=True, help="Who: the address of somebody who signs in.")
REASON = click.option("--reason", required=True, help="Why; it stands in the register for ever.")


@click.group(epilog="\b\nExample:  alongside model explain models/harm_confirmed.toml")
def model() -> None:
    """Read, release and pause models."""


@model.command(epilog="\b\nExample:  alongside model explain models/harm_confirmed.toml")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def explain(file: Path) -> None:
    """Read a model file aloud, as sentences."""
    from alongside.agency import read_model_file
    from alongside.timeline.matrix import explain_model

    for sentence in explain_model(read_model_file(file)):
        click.echo(sentence)


@model.command("list", epilog="\b\nExample:  alongside model list .")
@DIR
@JSON
def list_models(folder: Path, as_json: bool) -> None:
    """List every version of every model and its state."""
    start_web(folder)
    migrate()
    from alongside.web.models.command import versions_for_command

    rows = versions_for_command()
    if as_json:
        print_json(rows)
    elif rows:
        print_table(list(rows[0]), [list(row.values()) for row in rows])
    else:
        click.echo("No model was trained yet. Everything else works without one.")


@model.command(epilog="\b\nExample:  alongside model card . harm_confirmed --html card.html")
@DIR
@click.argument("name")
@VERSION
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the card as one page that opens in any browser.",
)
@JSON
def card(folder: Path, name: str, version: int | None, html: Path | None, as_json: bool) -> None:
    """Show a model's card: what it is for, how well it keeps its word, and for whom not."""
    start_web(folder)
    migrate()
    from alongside.risk.card import Card, card_lines, to_html
    from alongside.web.models.command import version_named

    found = Card.from_json(version_named(name, version).card)
    if html is not None:
        html.write_text(to_html(found), encoding="utf-8")
        click.echo(f"Written to {html}")
    elif as_json:
        print_json(found.as_json())
    else:
        for line in card_lines(found):
            click.echo(line)


@model.command(
    epilog="\b\nExample:  alongside model release . harm_confirmed --as josef@example.org "
    '--reason "Card read with the team on 3 May"'
)
@DIR
@click.argument("name")
@VERSION
@AS
@REASON
def release(folder: Path, name: str, version: int | None, email: str, reason: str) -> None:
    """Let a tested model advise, in your name and for your reasons."""
    start_web(folder)
    migrate()
    from alongside.web.models.command import release_for_command

    released = release_for_command(name, version=version, email=email, reason=reason)
    click.echo(f"{released.name}, version {released.version}, may advise from now on.")


@model.command(
    epilog='\b\nExample:  alongside model pause . harm_confirmed --as j@ex.org --reason "looks odd"'
)
@DIR
@click.argument("name")
@AS
@REASON
def pause(folder: Path, name: str, email: str, reason: str) -> None:
    """Take a model's advice away everywhere, at once. Case work goes on."""
    start_web(folder)
    migrate()
    from alongside.web.models.command import pause_for_command

    paused = pause_for_command(name, email=email, reason=reason)
    click.echo(f"{paused.name}, version {paused.version}, is paused: it advises nobody.")
