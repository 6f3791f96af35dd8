"""A served agency with families whose forms are empty, filled in, and overfull.

Run as a module it fills the folder, in a process of its own: Django serves one agency a process.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from alongside.cli.start import migrate, start_web

LONG = "שירה بن عيسى 👩‍👧 <b>Mila</b> =1+1 " + "Hohenzollern-Montgomery " * 11
KEYS = "cases.txt"
USUAL = ("look", "alone", "both", "finish", "script", "phone")


@contextmanager
def forms_site(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a server, and the keys of its cases by name."""
    from alongside.agency import write_agency
    from tests.conftest import ROOT
    from tests.journeys.conftest import EMAILS, PASSWORD, environment, serving

    write_agency(folder, demo=True)
    subprocess.run(
        [sys.executable, "-m", "tests.journeys.forms_office", str(folder), PASSWORD,
         EMAILS["worker"], EMAILS["supervisor"]],
        check=True,
        env=environment(),
        cwd=ROOT,
    )  # fmt: skip
    lines = (folder / KEYS).read_text().splitlines()
    with serving(folder) as address:
        yield address, dict(line.split("=") for line in lines)


def fill(folder: Path, password: str, worker_email: str, supervisor_email: str) -> None:
    """One worker and her supervisor; a case for each test, and one that is full."""
    start_web(folder)
    migrate()
    from alongside.web.accounts.models import User

    made = [
        User.objects.create_user(email, password, name=name, roles=[role], team="North")
        for email, name, role in (
            (worker_email, "Amara Whitlock", "worker"),
            (supervisor_email, "Josef Stein", "supervisor"),
        )
    ]
    keys = {name: _case(made[0]) for name in USUAL} | {"full": _full(made[0])}
    (folder / KEYS).write_text("".join(f"{name}={key}\n" for name, key in keys.items()))


def _case(worker: Any) -> str:
    from django.utils import timezone

    from tests.web.casework import make_case

    return str(make_case(worker, now=timezone.now() - timedelta(hours=2)).key)


def _full(worker: Any) -> str:
    from django.utils import timezone

    from alongside.web.assessments.filling import amend_form, start_form
    from alongside.web.assessments.saving import save_answers
    from tests.web.assessments.filled import finished_child_view, finished_safety
    from tests.web.casework import make_case

    begun = timezone.now() - timedelta(days=40)
    opened = make_case(worker, title=LONG[:160], children=[LONG[:280], "Theo"], now=begun)
    for _ in range(9):
        finished_safety(opened)
    view = finished_child_view(opened, opened.focus[0])
    amend_form(opened, view)
    draft = start_form(opened, "strengths_and_worries")
    words = [LONG + "\n\n" + LONG]
    people = {f"talks#{n}/talk-who": [LONG[:200]] for n in range(4)}
    save_answers(opened, draft, people | {"home-strength": words, "found": words})
    return str(opened.key)


if __name__ == "__main__":
    fill(Path(sys.argv[1]), *sys.argv[2:5])
