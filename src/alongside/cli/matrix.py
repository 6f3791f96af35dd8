"""``alongside matrix``."""

from __future__ import annotations

from pathlib import Path

import click

from alongside.cli.start import JSON, migrate, print_json, start_web


@click.command(
    epilog="\b\nExample:  alongside matrix . harm_confirmed --out matrix.parquet --as ines@ex.org"
)
@click.argument(
    "folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="[DIR]"
)
@click.argument("model")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The Parquet file to write.",
)
@click.option(
    "--as", "email", required=True, help="Who asks: an analyst's or supervisor's address."
)
@click.option("--identified", is_flag=True, help="Write people's ids in place of pseudonyms.")
@click.option("--reason", default="", help="Why; it goes to the ledger. --identified needs one.")
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="What computes it; both give the same numbers.",
)
@JSON
def matrix(
    folder: Path,
    model: str,
    out: Path,
    email: str,
    identified: bool,
    reason: str,
    engine: str,
    as_json: bool,
) -> None:
    """Write the rows that a model learns from.

    One row for each person at each as-of date: what was known then, and what came after. Nothing
    is written before every feature is allowed and the asking is in the ledger.
    """
    start_web(folder)
    migrate()
    from alongside.timeline.matrix import write_matrix
    from alongside.web.models.command import matrix_for_command

    made = matrix_for_command(
        model, email=email, identified=identified, reason=reason, engine=engine
    )
    write_matrix(made, out)
    rows = made.table.num_rows
    known = rows - made.table["label"].null_count
    report = {
        "file": str(out),
        "rows": rows,
        "labelled": known,
        "features": list(made.features),
        "left_out": made.about.left_out,
        "identified": made.about.identified,
    }
    if as_json:
        print_json(report)
        return
    click.echo(f"{rows:,} rows, {known:,} with a known outcome, {len(made.features)} features")
    for why, count in made.about.left_out.items():
        click.echo(f"  left out {count:,}: {why}")
    click.echo(f"Written to {out}" + ("" if identified else ", under pseudonyms"))
