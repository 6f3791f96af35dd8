"""A served agency with cases whose clocks run, are late, or are over.

Run as a module it fills the folder, in a process of its own: Django serves one agency a process.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from alongside.cli.start import migrate, start_web

LONG = "שירה بن عيسى 👩‍👧 <b>Mila</b> =1+1 " + "Hohenzollern-Montgomery " * 11
KEYS = "cases.txt"


@contextmanager
def clock_site(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a server, and the keys of its cases by name."""
    from alongside.agency import write_agency
    from tests.conftest import ROOT
    from tests.journeys.conftest import EMAILS, PASSWORD, environment, serving

    write_agency(folder, demo=True)
    subprocess.run(
        [sys.executable, "-m", "tests.journeys.clock_office", str(folder), PASSWORD,
         EMAILS["worker"]],
        check=True,
        env=environment(),
        cwd=ROOT,
    )  # fmt: skip
    lines = (folder / KEYS).read_text().splitlines()
    with serving(folder) as address:
        yield address, dict(line.split("=") for line in lines)


def fill(folder: Path, password: str, email: str) -> None:
    """One worker with three cases: a usual one, one that is full, one that is closed."""
    start_web(folder)
    migrate()
    from django.utils import timezone

    from alongside.web.accounts.models import User

    worker = User.objects.create_user(
        email, password, name="Amara Whitlock", roles=["worker"], team="North"
    )
    now = timezone.now()
    keys = {
        "usual": _usual(worker, now - timedelta(days=40)),
        "full": _full(worker, now - timedelta(days=300)),
        "closed": _closed(worker, now - timedelta(days=9)),
    }
    (folder / KEYS).write_text("".join(f"{name}={key}\n" for name, key in keys.items()))


def _usual(worker: object, begun: datetime) -> str:
    from alongside.web.cases.steps import take_step
    from tests.web.casework import make_case, reopen_at

    opened = make_case(worker, now=begun)  # type: ignore[arg-type]
    take_step(opened, "case_accepted")
    later = reopen_at(opened, worker, now=begun + timedelta(days=10))  # type: ignore[arg-type]
    take_step(later, "child_placed", people=[opened.focus[0]])
    take_step(later, "urgent_response_owed")
    return str(opened.key)


def _full(worker: object, begun: datetime) -> str:
    from alongside.web.cases.steps import take_step
    from tests.web.casework import make_case, reopen_at

    children = [LONG, "Theo", "Ilona", "Sanne"]
    opened = make_case(worker, title=LONG[:160], children=children, now=begun)  # type: ignore[arg-type]
    take_step(opened, "case_accepted")
    take_step(opened, "child_placed", people=opened.focus)
    for days in (60, 120, 200):
        held = reopen_at(opened, worker, now=begun + timedelta(days=days))  # type: ignore[arg-type]
        take_step(held, "review_held", people=opened.focus[:2])
        take_step(held, "supervision_held")
    return str(opened.key)


def _closed(worker: object, begun: datetime) -> str:
    from alongside.governance.casework import CaseState
    from alongside.web.cases.steps import take_step
    from tests.web.casework import make_case

    opened = make_case(worker, state=CaseState.SUPPORTING, now=begun)  # type: ignore[arg-type]
    take_step(opened, "case_closed")
    return str(opened.key)


if __name__ == "__main__":
    fill(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
