"""``alongside linkage``."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alongside.cli.start import FOLDER, JSON, migrate, print_json, print_table, start_web
from alongside.core import AlongsideError

if TYPE_CHECKING:
    from alongside.linkage.evaluate import Evaluation, Measure, Score

REVIEW_PAGE = "/review/"


@click.group(epilog="\b\nExample:  alongside linkage review . --as amara@example.org")
def linkage() -> None:
    """Measure and review who is who."""


@linkage.command(
    epilog="\b\nExample:  alongside linkage evaluate . --truth truth.csv --group language"
)
@FOLDER
@click.option(
    "--truth",
    "truth_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with the columns record_id and person_id: who each record truly is.",
)
@click.option("--group", metavar="COLUMN", help="A column of the file: measure by group too.")
@click.option(
    "--seed", default=1, show_default=True, help="The same seed gives the same intervals."
)
@JSON
def evaluate(folder: Path, truth_file: Path, group: str | None, seed: int, as_json: bool) -> None:
    """Compare the joined records with a known truth.

    Precision, recall and F1 of pairs and of whole people, each with its 95 % interval; sealed
    lives are left out. Nothing is changed by it.
    """
    truth = read_truth(truth_file, group=group)
    start_web(folder)
    migrate()
    from alongside.linkage.evaluate import evaluate as measure

    found = measure(_joined(), truth.people, truth.groups, seed=seed)
    if as_json:
        print_json(found.as_json())
    else:
        _show(found)


@linkage.command(
    epilog="\b\nExample:  alongside linkage review . --as amara@example.org --first 10"
)
@FOLDER
@click.option(
    "--as", "email", required=True, help="Who reads: the address of somebody who signs in."
)
@click.option(
    "--first",
    default=20,
    show_default=True,
    type=click.IntRange(min=0),
    help="How many to list.",
)
@JSON
def review(folder: Path, email: str, first: int, as_json: bool) -> None:
    """List open questions of who is who.

    By record and without names, the likeliest first. Workers answer them in the browser.
    """
    start_web(folder)
    migrate()
    from alongside.web.identity.command import questions_for_command

    open_now, rows = questions_for_command(email, first=first)
    lines = [
        {
            "kind": row.kind,
            "left": row.left_record,
            "right": row.right_record,
            "probability": round(row.probability, 3),
        }
        for row in rows
    ]
    if as_json:
        print_json({"open": open_now, "page": REVIEW_PAGE, "questions": lines})
        return
    click.echo(f"{open_now:,} open; workers answer them on the page {REVIEW_PAGE}")
    if lines:
        print_table(list(lines[0]), [list(line.values()) for line in lines])


@dataclass(frozen=True, slots=True)
class Truth:
    """Who each record truly is, and its group."""

    people: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)


def read_truth(path: Path, *, group: str | None) -> Truth:
    """Read a truth file.

    Raises
    ------
    AlongsideError
        ``AL-C060`` when a column is missing, ``AL-C061`` when a line lacks an id or says of a
        record what an earlier line denied.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        _check_columns(
            rows.fieldnames or (), ["record_id", "person_id", *([group] if group else [])]
        )
        truth = Truth()
        for row in rows:
            record, person = row["record_id"], row["person_id"]
            if not record or not person or truth.people.setdefault(record, person) != person:
                raise AlongsideError(
                    "AL-C061",
                    seen=f"Line {rows.line_num} lacks an id or contradicts an earlier line",
                    wanted="one person for each record",
                    do="Mend the truth file",
                )
            if group and row[group]:
                truth.groups[record] = row[group]
    return truth


def _check_columns(there: Iterable[str], wanted: list[str]) -> None:
    missing = [name for name in wanted if name not in there]
    if missing:
        raise AlongsideError(
            "AL-C060",
            seen=f"The truth file has no column {', '.join(missing)}",
            wanted=f"the columns {', '.join(wanted)}",
            do="Add them, or name another column with --group",
        )


def _joined() -> dict[str, object]:
    """Whose each record is in the published generation, without sealed lives."""
    from alongside.linkage.seals import SEALED_PEOPLE
    from alongside.web.publishing.warehouse import current_warehouse

    rows = current_warehouse().con.execute(
        f"""SELECT record_id, person_id::VARCHAR FROM membership
            WHERE person_id NOT IN ({SEALED_PEOPLE})"""
    )
    return dict(rows.fetchall())


def _show(found: Evaluation) -> None:
    click.echo(f"{found.records:,} records of {found.people:,} people were compared with the truth")
    if found.unmatched:
        click.echo(f"{found.unmatched:,} records of the truth are not among the joined ones")
    rows = [
        ["pairs of records", *_cells(found.pairs)],
        ["people, exactly", *_cells(found.clusters)],
        ["records (B-cubed)", *_cells(found.bcubed)],
    ]
    for name, one in found.groups.items():
        cells = _cells(one.pairs) if one.pairs else ["too small to say"]
        rows.append([f"pairs touching {name}", *cells, *[""] * (3 - len(cells))])
    click.echo()
    print_table(["", "precision", "recall", "F1"], rows)
    if found.worst_group_recall_gap is not None:
        click.echo()
        gap = f"{100 * found.worst_group_recall_gap:.1f}"
        click.echo(f"Lowest recall: {found.worst_group}, {gap} points below everybody's")


def _cells(score: Score) -> list[str]:
    return [_cell(one) for one in (score.precision, score.recall, score.f1)]


def _cell(one: Measure) -> str:
    if one.value is None or one.low is None or one.high is None:
        return "-"
    return f"{one.value:.3f} ({one.low:.3f} to {one.high:.3f})"
