"""A hundred thousand cases in the big town: ``python -m benchmarks.caseload FOLDER CASES``.

Fifty workers of ten teams have 25 open cases each, with clocks, visits and notes; the rest is the
history of an agency: closed, or with colleagues who do not ask for anything.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.agency import CACHE
from benchmarks.town import town_of

WORKERS, OPEN_EACH, TEAMS = 50, 25, 10
STEPS = ("case_opened", "case_offered", "case_accepted", "assessment_begun")
BATCH = 5_000


def caseload_of(people: int, cases: int) -> Path:
    """The folder of the town with its cases; made once, changed by no figure."""
    folder = CACHE / f"caseload-{people}-{cases}"
    if not (folder / "data" / "filled").exists():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(town_of(people), folder)
        subprocess.run(
            [sys.executable, "-m", "benchmarks.caseload", str(folder), str(cases)], check=True
        )
        (folder / "data" / "filled").touch()
    return folder


def worker_email(number: int) -> str:
    """Who asks: ``number`` below 50."""
    return f"worker{number}@bench.example"


def main(folder: str, cases: str) -> None:
    """Fill one folder."""
    from alongside.cli.start import migrate, start_web

    start_web(Path(folder))
    migrate()
    from alongside.web.identity.models import PersonRow

    chance = random.Random(9)
    people = list(PersonRow.objects.order_by("id").values_list("id", flat=True))
    workers = _workers()
    _fill(int(cases), people, workers, chance)
    _live(workers)


def _workers() -> list[Any]:
    from alongside.web.accounts.models import User

    made = [
        User(
            email=worker_email(number) if number < WORKERS else f"other{number}@bench.example",
            name=f"Worker {number}",
            roles=["worker"],
            team=f"Team {number % TEAMS}",
            password="!",
        )
        for number in range(1_000)
    ]
    return list(User.objects.bulk_create(made))


def _fill(cases: int, people: list[Any], workers: list[Any], chance: random.Random) -> None:
    from alongside.web.cases.models import AssignmentRow, CasePersonRow, CaseRow, StepRow
    from alongside.web.facts.models import AboutRow

    now = datetime.now(UTC)
    for begun in range(0, cases, BATCH):
        numbers = range(begun, min(begun + BATCH, cases))
        rows = CaseRow.objects.bulk_create(_case(n, workers, chance, now) for n in numbers)
        parts = CasePersonRow.objects.bulk_create(
            CasePersonRow(
                case=row, person_id=people[(number * 3 + place) % len(people)],
                part="child" if place else "parent", in_focus=place > 0, from_at=row.opened_at,
                by_id=row.worker_id,
            )
            for number, row in zip(numbers, rows, strict=True) for place in range(3)
        )  # fmt: skip
        AboutRow.objects.bulk_create(
            AboutRow(
                fact_kind="part", fact_id=str(part.pk), case_id=part.case_id,
                person_id=part.person_id, written_with_id=part.person_id, from_at=part.from_at,
                by_id=part.by_id,
            )
            for part in parts
        )  # fmt: skip
        AssignmentRow.objects.bulk_create(
            AssignmentRow(
                case=row, worker_id=row.worker_id, team=row.team,
                state="ended" if row.closed_at else "accepted", offered_by_id=row.worker_id,
                offered_at=row.opened_at, answered_at=row.opened_at, ended_at=row.closed_at,
            )
            for row in rows
        )  # fmt: skip
        StepRow.objects.bulk_create(
            StepRow(
                case=row, kind=kind, happened_at=row.opened_at + timedelta(hours=place),
                at=row.opened_at + timedelta(hours=place), by_id=row.worker_id, state=row.state,
            )
            for row in rows for place, kind in enumerate(STEPS)
        )  # fmt: skip


def _case(number: int, workers: list[Any], chance: random.Random, now: datetime) -> Any:
    from alongside.web.cases.models import CaseRow

    live = number < WORKERS * OPEN_EACH
    worker = workers[number % WORKERS] if live else workers[WORKERS + number % 950]
    closed = not live and number % 10 > 0
    opened_at = now - timedelta(days=chance.randint(5, 300) if not closed else 400)
    return CaseRow(
        title=f"Family {number:06}",
        state="closed" if closed else chance.choice(("assessing", "planning", "supporting")),
        team=worker.team,
        worker=worker,
        opened_at=opened_at,
        state_since=opened_at,
        closed_at=now - timedelta(days=100) if closed else None,
    )


def _live(workers: list[Any]) -> None:
    """What the fifty work with today: clocks, a visit to come, notes."""
    from alongside.web.accounts.workers import worker_from
    from alongside.web.cases.models import CaseRow
    from alongside.web.clocks.winding import wind
    from alongside.web.notes.keeping import write_note
    from alongside.web.visits.planning import plan_visit
    from benchmarks.casework_acts import opened_for

    now = datetime.now(UTC)
    for number, row in enumerate(CaseRow.objects.filter(closed_at__isnull=True).order_by("id")):
        if number >= WORKERS * OPEN_EACH:
            wind(row, now=now)
            continue
        opened = opened_for(row, worker_from(workers[number % WORKERS]), now=now)
        write_note(opened, text=f"We talked about school. Note {number}.", kind="call")
        starts = now + timedelta(hours=number % 120 + 1)
        plan_visit(
            opened,
            people=opened.focus[:1],
            from_at=starts,
            until_at=starts + timedelta(hours=1),
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
