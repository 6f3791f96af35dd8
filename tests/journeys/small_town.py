"""A served agency with a few people whose questions are known.

Run as a module it fills the folder, in a process of its own: Django serves one agency a process.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.cli.start import migrate, start_web
from alongside.core import new_person_id

if TYPE_CHECKING:
    from tests.web.people.town import Town

FORMULA = '=HYPERLINK("http://example.org")'


@contextmanager
def small_site(folder: Path) -> Iterator[str]:
    """The address of a server of the small town."""
    with filled_site(folder, by="tests.journeys.small_town") as address:
        yield address


@contextmanager
def filled_site(folder: Path, *, by: str) -> Iterator[str]:
    """The address of a server of a town that the module ``by`` filled."""
    from tests.conftest import ROOT
    from tests.journeys.conftest import EMAILS, PASSWORD, environment, serving
    from tests.web.people.town import write_town

    write_town(folder)
    pairs = [f"{role}={email}" for role, email in EMAILS.items()]
    subprocess.run(
        [sys.executable, "-m", by, str(folder), PASSWORD, *pairs],
        check=True,
        env=environment(),
        cwd=ROOT,
    )
    with serving(folder) as address:
        yield address


def fill(folder: Path, password: str, emails: dict[str, str]) -> None:
    """Publish three questions, a few rejects, and three sign-ins."""
    start_web(folder)
    migrate()
    from alongside.web.accounts.models import User
    from alongside.web.agency import current_agency
    from tests.web.people.town import Town

    for role, email in emails.items():
        name = email.split("@")[0].capitalize()
        User.objects.create_user(email, password, name=name, roles=[role])
    town = Town(current_agency())
    pairs = [_two_pages(town), _one_page(town), _two_more(town)]
    _put_aside(town)
    town.publish()
    _ask(pairs)


def _two_pages(town: Town) -> tuple[str, str, str]:
    mila, milla = new_person_id(), new_person_id()
    first = town.record(mila, "cases", address="12 Hollin Street", id_number="NM-20416-77")
    town.record(mila, "school", family_name="Varga")
    second = town.record(
        milla,
        "hospital",
        given_name="Milla",
        family_name="Varga",
        birth_on=date(2019, 12, 3),
        address="4 Weir Court",
    )
    town.event(first, "2025-10-14")
    town.event(second, "2025-03-02", detail="broken wrist")
    return first, second, "pair"


def _one_page(town: Town) -> tuple[str, str, str]:
    both = new_person_id()
    son = town.record(both, "cases", given_name="Aron", birth_on=date(1990, 5, 2), sex="male")
    father = town.record(both, "police", given_name="Aaron", birth_on=date(1960, 5, 2), sex="male")
    town.record(both, "hospital", given_name="Aaron", birth_on=date(1960, 5, 2), sex="male")
    town.event(son, "2025-01-09")
    town.event(father, "2024-07-30")
    return son, father, "split"


def _two_more(town: Town) -> tuple[str, str, str]:
    named = {"given_name": "Ilona", "family_name": "Szabo", "birth_on": date(1968, 9, 9)}
    first = town.record(new_person_id(), "cases", **named)
    return first, town.record(new_person_id(), "police", **named), "pair"


def _put_aside(town: Town) -> None:
    from tests.web.sources.conftest import received, reject

    for line in range(60):
        reject(town, line + 2, "born", "AL-S103", "not a date of the calendar", "31/02/2020")
    reject(town, 90, "present", "AL-S104", "not a number", FORMULA)
    received(town, "school", days_ago=12, rejected=61)
    received(town, "cases", days_ago=0)
    extracts = town.agency.folder / "extracts"
    extracts.mkdir()
    (extracts / "school (2).csv").touch()


def _ask(pairs: list[tuple[str, str, str]]) -> None:
    from tests.web.identity.ground import make_question

    for number, (left, right, kind) in enumerate(pairs):
        make_question(left, right, kind=kind, probability=0.4 - number / 10)


if __name__ == "__main__":
    fill(Path(sys.argv[1]), sys.argv[2], dict(pair.split("=") for pair in sys.argv[3:]))
