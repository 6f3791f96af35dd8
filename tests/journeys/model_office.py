"""A served agency whose register holds models in every state.

Run as a module it fills the folder, in a process of its own: Django serves one agency a process.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alongside.cli.start import migrate, start_web
from alongside.privacy import Worker


@contextmanager
def model_office(folder: Path, *, with_models: bool = True) -> Iterator[str]:
    """The address of a server; without models the register is empty."""
    from alongside.agency import write_agency
    from tests.conftest import ROOT
    from tests.journeys.conftest import EMAILS, PASSWORD, environment, serving

    write_agency(folder, demo=True)
    pairs = [f"{role}={email}" for role, email in EMAILS.items()]
    what = "all" if with_models else "none"
    subprocess.run(
        [sys.executable, "-m", "tests.journeys.model_office", str(folder), PASSWORD, what, *pairs],
        check=True,
        env=environment(),
        cwd=ROOT,
    )
    with serving(folder) as address:
        yield address


def fill(folder: Path, password: str, what: str, emails: dict[str, str]) -> None:
    """Three sign-ins, and models in every state."""
    start_web(folder)
    migrate()
    from alongside.web.accounts.models import User
    from alongside.web.accounts.workers import worker_from

    names = {"worker": "Amara Whitlock", "supervisor": "Josef Castellanos"}
    for role, email in emails.items():
        name = names.get(role, "Ines Okafor")
        User.objects.create_user(email, password, name=name, roles=[role])
    if what == "all":
        _models(worker_from(User.objects.get(email=emails["supervisor"])))


def _models(josef: Worker) -> None:
    from alongside.governance.decisions import ModelState
    from tests.web.models.kept import TEXT, keep
    from tests.web.models.small_card import small_card

    card = small_card()
    again = TEXT.replace("Report again", "Placed again")
    keep(ModelState.RELEASED, by=josef, card_json=card)
    keep(ModelState.RELEASED, by=josef, card_json=card)  # retires the first
    keep(ModelState.TESTED, by=josef, card_json=card)
    keep(ModelState.DRAFT, by=josef)
    keep(ModelState.PAUSED, by=josef, card_json=card, name="placed_again", decision="placing",
         text=again)  # fmt: skip


if __name__ == "__main__":
    fill(
        Path(sys.argv[1]),
        sys.argv[2],
        sys.argv[3],
        dict(pair.split("=") for pair in sys.argv[4:]),
    )
