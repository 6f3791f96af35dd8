"""``alongside advise``."""

from __future__ import annotations

from pathlib import Path

import click

from alongside.cli.start import JSON, migrate, print_json, start_web


@click.group(
    epilog="\b\nExample:  alongside advise rows . harm_confirmed matrix.parquet --out out.csv"
)
def advise() -> None:
    """Ask for advice on one open decision, or on pseudonyms."""


@advise.command(
    epilog="\b\nExample:  alongside advise point . screening hotline R2026-123 --as amara@ex.org "
    "--reason screening"
)
@click.argument(
    "folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="[DIR]"
)
@click.argument("decision")
@click.argument("source")
@click.argument("key")
@click.option(
    "--as", "email", required=True, help="Who asks: the address of somebody who signs in."
)
@click.option("--reason", required=True, help="Why; it goes to the ledger.")
@JSON
def point(
    folder: Path, decision: str, source: str, key: str, email: str, reason: str, as_json: bool
) -> None:
    """Open the advice on one decision that waits, after your own judgement.

    The same door as on the page: without a judgement of yours that is kept, on a decided question,
    for a paused model or a person who wants no AI, nothing is shown.
    """
    start_web(folder)
    migrate()
    from alongside.web.decisions.command import advise_for_command

    sentences, values = advise_for_command(decision, source, key, email=email, reason=reason)
    if as_json:
        print_json(values)
        return
    for sentence in sentences:
        click.echo(sentence)


@advise.command(
    epilog="\b\nExample:  alongside advise rows . harm_confirmed matrix.parquet --out estimates.csv"
)
@click.argument(
    "folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="[DIR]"
)
@click.argument("model")
@click.argument("matrix", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--version", type=int, help="Which; default: the newest.")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The CSV file to write.",
)
def rows(folder: Path, model: str, matrix: Path, version: int | None, out: Path) -> None:
    """Estimate rows of a matrix for analysis. A matrix with identities is refused."""
    start_web(folder)
    migrate()
    from alongside.actions.advise_rows import advise_rows
    from alongside.timeline.matrix import read_matrix
    from alongside.web.models.command import version_named

    kept = version_named(model, version)
    count, silent = advise_rows(
        read_matrix(matrix), bytes(kept.released), sha256=kept.released_sha256, out=out
    )
    click.echo(f"{count:,} estimates written to {out}; {silent:,} rows where it abstains")
