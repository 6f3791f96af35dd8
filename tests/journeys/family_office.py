"""A served office with a family of three generations, one of odd names, and one who became two.

Run as a module it fills the folder, in a process of its own: Django serves one agency a process.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.cli.start import migrate, start_web
from tests.journeys.case_office import ODD
from tests.journeys.small_town import filled_site

if TYPE_CHECKING:
    from alongside.web.accounts.models import User
    from tests.web.people.town import Town


@contextmanager
def family_site(folder: Path) -> Iterator[str]:
    """The address of a server of the office."""
    with filled_site(folder, by="tests.journeys.family_office") as address:
        yield address


def fill(folder: Path, password: str, emails: dict[str, str]) -> None:
    """Sign-ins, families, a case, and a split of its child."""
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
    _families(users["worker"])


def _families(worker: User) -> None:
    from alongside.web.agency import current_agency
    from tests.web.people.town import Town

    town = Town(current_agency())
    given = {
        "Pal": ("male", 1955), "Ilona": ("female", 1958), "Edwin": ("male", 1957),
        "Maud": ("female", 1960), "Bence": ("male", 1990), "Dora": ("female", 1992),
        "Aron": ("male", 1989), "Mila": ("female", 2019), "Teo": ("male", 2022),
        "Zoe": ("female", 2014), "Kim": ("", 1990), "Suri": ("female", 1990),
    }  # fmt: skip
    people = {
        name: town.person(
            given_name=name, family_name="Varga", sex=sex or None, birth_on=date(year, 4, 2),
            died_on=date(2023, 1, 1) if name == "Pal" else None,
        )
        for name, (sex, year) in given.items()
    }  # fmt: skip
    for name in ("Dora", "Mila", "Teo"):
        town.stay(people[name], "h1", from_on=date(2023, 1, 1), address="4 Weir Court, Northmere")
    odd = [
        town.person(
            given_name=ODD[:150], family_name=ODD[150:300], birth_on=date(2016, 6, 6 + number)
        )
        for number in range(2)
    ]
    leo = town.person("cases", "school", given_name="Leo", family_name="Haddad")
    town.person(given_name="Lone", family_name="Wolf")
    town.publish()
    _say(worker, people, odd)
    _split(worker, town, leo)


def _say(worker: User, people: dict[str, UUID], odd: list[UUID]) -> None:
    from django.utils import timezone

    from alongside.web.families.saying import say_relationship
    from tests.web.casework import acting_for

    acting = acting_for(worker, now=timezone.now() - timedelta(days=3))
    said = [
        ("Pal", "father", "Bence"), ("Ilona", "mother", "Bence"), ("Pal", "father", "Dora"),
        ("Ilona", "mother", "Dora"), ("Edwin", "father", "Aron"), ("Maud", "mother", "Aron"),
        ("Dora", "mother", "Mila"), ("Aron", "father", "Mila"), ("Dora", "mother", "Teo"),
        ("Aron", "father", "Teo"), ("Aron", "father", "Zoe"), ("Suri", "mother", "Zoe"),
        ("Pal", "married", "Ilona"), ("Edwin", "divorced", "Maud"), ("Dora", "separated", "Aron"),
        ("Aron", "divorced", "Suri"), ("Ilona", "close", "Mila"), ("Dora", "conflict", "Aron"),
        ("Bence", "cut_off", "Edwin"), ("Kim", "together", "Dora"),
    ]  # fmt: skip
    for one, kind, other in said:
        say_relationship(acting, people[one], kind, people[other], told_by="Dora")
    say_relationship(acting, odd[0], "close", odd[1], told_by=ODD[:160], note=ODD[:300])


def _split(worker: User, town: Town, leo: UUID) -> None:
    """A case about Leo, with facts, and then the school's record is another Leo's."""
    from django.utils import timezone

    from alongside.web.cases.beginning import Part, begin_case
    from alongside.web.facts.about import say_about
    from alongside.web.identity.decide import split
    from tests.web.casework import acting_for

    acting = acting_for(worker, now=timezone.now() - timedelta(days=2))
    part = Part(person_id=leo, part="child", in_focus=True)
    opened = begin_case(acting, title="Leo Haddad", team="North", parts=[part])
    for number in range(3):
        say_about("meeting", 900 + number, [leo], acting=acting, case=opened.row)
    record = next(key for key, (owner, *_rest) in town.owner.items() if owner == leo
                  and key.startswith("school:"))  # fmt: skip
    split({record}, acting_for(worker, now=timezone.now()), reason="Another Leo")


if __name__ == "__main__":
    fill(Path(sys.argv[1]), sys.argv[2], dict(pair.split("=") for pair in sys.argv[3:]))
