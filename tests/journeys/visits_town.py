"""A served agency with a family, visits to come and clocks that run, for the worklist.

Run as a module it fills the folder, in a process of its own: Django serves one agency a process.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.cli.start import migrate, start_web
from tests.journeys.small_town import FORMULA, filled_site

if TYPE_CHECKING:
    from alongside.web.accounts.models import User

TITLE = "Mila and Theo Hartmann"
ODD = f"<b>not bold</b> {FORMULA} \u05de\u05d9\u05dc\u05d4 \U0001f3e1 " + "Annabelle" * 20
FREE = "noor@demo.example"  # a worker who has nothing to do


@contextmanager
def visits_site(folder: Path) -> Iterator[str]:
    """The address of a server of the town."""
    with filled_site(folder, by="tests.journeys.visits_town") as address:
        yield address


def fill(folder: Path, password: str, emails: dict[str, str]) -> None:
    """Sign-ins, and cases of a worker: one busy, one of an impossible name, one long closed."""
    start_web(folder)
    migrate()
    from alongside.web.accounts.models import User

    names = {"worker": "Amara Whitlock", "supervisor": "Josef Lang", "auditor": "Ines Roth"}
    made = {
        role: User.objects.create_user(
            email, password, name=names[role], roles=[role], team="North"
        )
        for role, email in emails.items()
    }
    User.objects.create_user(FREE, password, name="Noor Said", roles=["worker"], team="North")
    _cases(made["worker"])


def _cases(worker: User) -> None:
    from django.utils import timezone

    from alongside.governance.casework import CaseState
    from tests.web.casework import make_case

    now = timezone.now()
    make_case(worker, title=TITLE, now=now - timedelta(days=40))
    for number, days in enumerate((90, 30, 2)):
        make_case(
            worker, title=f"{number} {ODD}"[:160], children=[f"Ada{number}", ODD[:120]],
            now=now - timedelta(days=days), state=CaseState.ASSESSING,
        )  # fmt: skip
    _clocks(worker)


def _clocks(worker: User) -> None:
    from django.utils import timezone

    from alongside.web.cases.models import CaseRow
    from alongside.web.clocks.models import ClockRow

    now = timezone.now()
    for row in CaseRow.objects.all():
        for round_, days in enumerate((-3, 0, 1, 5, 60), start=1):
            due_at = now + timedelta(days=days, minutes=20)
            ClockRow.objects.create(
                case=row, rule="write_to_the_family", round=round_, amount=30, unit="days",
                started_by="case_opened", started_at=due_at - timedelta(days=30),
                warn_at=due_at - timedelta(days=2), due_at=due_at, worker=worker, team=row.team,
            )  # fmt: skip


if __name__ == "__main__":
    fill(Path(sys.argv[1]), sys.argv[2], dict(pair.split("=") for pair in sys.argv[3:]))
