"""A served agency of two teams with cases in each phase, for the pages of a case.

Run as a module it fills the folder, in a process of its own: Django serves one agency a process.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.cli.start import migrate, start_web
from tests.journeys.small_town import FORMULA, filled_site

if TYPE_CHECKING:
    from alongside.web.accounts.models import User

ODD = f"<b>not bold</b> {FORMULA} \u0639\u0627\u0626\u0644\u0629 \U0001f3e1 " + "Annabelle" * 28
USUAL, OVERFULL, NEW = "Mila and Theo Varga", ODD[:160], "Noor Haddad"
MORE = {  # who signs in beside the three of every agency: address, name, role, team
    "ben": ("ben@demo.example", "Ben Osei", "worker", "North"),
    "suna": ("suna@demo.example", "Suna Aydin", "supervisor", "South"),
}


@contextmanager
def case_site(folder: Path) -> Iterator[str]:
    """The address of a server of the office."""
    with filled_site(folder, by="tests.journeys.case_office") as address:
        yield address


def fill(folder: Path, password: str, emails: dict[str, str]) -> None:
    """Sign-ins, a town that was joined, and a usual, an overfull and a new case."""
    start_web(folder)
    migrate()
    from alongside.web.accounts.models import User

    names = {"worker": "Amara Whitlock", "supervisor": "Josef Lang", "auditor": "Ines Roth"}
    users = {
        role: User.objects.create_user(
            email, password, name=names[role], roles=[role], team="North"
        )
        for role, email in emails.items()
    }
    for email, name, role, team in MORE.values():
        User.objects.create_user(email, password, name=name, roles=[role], team=team)
    _cases(users["worker"], users["supervisor"])


def _cases(worker: User, supervisor: User) -> None:
    from django.utils import timezone

    from alongside.web.agency import current_agency
    from alongside.web.cases.beginning import Part, begin_case
    from tests.web.casework import acting_for
    from tests.web.people.town import Town

    town = Town(current_agency())
    mila = town.person(given_name="Mila", family_name="Varga", birth_on=date(2019, 3, 12))
    theo = town.person(
        given_name="Theo", family_name="Varga", birth_on=date(2023, 5, 1), address_protected=True
    )
    dora = town.person(given_name="Dora", family_name="Varga", birth_on=date(1994, 1, 9))
    noor = town.person(given_name="Noor", family_name="Haddad", birth_on=date(2021, 2, 2))
    town.person(given_name="Ilona", family_name="Varga", birth_on=date(1966, 7, 7))
    odd = town.person(given_name=ODD[:150], family_name=ODD[150:300], birth_on=None)
    town.publish()
    now = timezone.now()
    family = [
        Part(person_id=mila, part="child", in_focus=True),
        Part(person_id=theo, part="child", in_focus=True),
        Part(person_id=dora, part="parent"),
    ]
    long_ago, lately = now - timedelta(days=40), now - timedelta(days=2)
    for title, parts, at in (
        (USUAL, family, long_ago),
        (OVERFULL, [Part(person_id=odd, part="child", in_focus=True)], lately),
    ):
        opened = begin_case(acting_for(worker, now=at), title=title, team="North", parts=parts)
        _work(opened.key, worker, supervisor, at + timedelta(hours=2))
    begin_case(
        acting_for(supervisor, now=lately),
        title=NEW,
        team="North",
        parts=[Part(person_id=noor, part="child", in_focus=True)],
    )


def _work(key: UUID, worker: User, supervisor: User, at: datetime) -> None:
    """Offered, taken on, and one more step a day."""
    from alongside.web.cases.allocating import offer_case
    from alongside.web.cases.answering import accept_case
    from alongside.web.cases.opening import open_case
    from alongside.web.cases.steps import take_step
    from tests.web.casework import acting_for

    offer_case(open_case(key, acting_for(supervisor, now=at)), worker=worker)
    accept_case(open_case(key, acting_for(worker, now=at + timedelta(hours=1))))
    for number in range(14):
        written = at + timedelta(hours=2 + number)
        opened = open_case(key, acting_for(worker, now=written))
        take_step(opened, "note_written", happened_at=at, reason=ODD[:80] if number == 3 else "")


if __name__ == "__main__":
    fill(Path(sys.argv[1]), sys.argv[2], dict(pair.split("=") for pair in sys.argv[3:]))
