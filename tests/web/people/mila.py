"""Mila Varga-Lisle and her family, as the art direction tells it: nobody who exists."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from tests.web.people.town import Town


def move_in(town: Town) -> UUID:
    """Put the family into the town; return Mila's id."""
    mila = town.person("cases", place="Northmere")
    case = f"cases:{town.rows['record'][-1]['source_key']}"
    school = town.record(mila, "school", family_name="Varga", known_from=_ago(1100))
    hospital = town.record(mila, "hospital", given_name="Milla", family_name="Varga")
    town.link(case, school, 0.997, "given name", "birth date", "address")
    town.link(case, hospital, 0.91, "birth date", "address")
    _events(town, case, school, hospital)
    _family(town, mila)
    return mila


def _events(town: Town, case: str, school: str, hospital: str) -> None:
    police = town.record(town.owner[case][0], "police", given_name="Mila", family_name="Varga")
    town.link(case, police, 0.9995, "given name", "family name", "birth date")
    town.event(case, _ago(41), detail="from the health visitor; screened in the same day")
    town.event(case, _ago(500), kind="assessment", happened_until=_ago(455))
    town.event(case, _ago(556), detail="from the school")
    town.event(police, _ago(45), known_from=_ago(42), detail="argument; children asleep")
    town.event(police, _ago(560), sensitivity=2)
    town.event(hospital, _ago(630), known_from=_ago(35), detail="broken wrist; fell climbing")
    town.event(hospital, _ago(640), key="x", known_until=_ago(300), detail="left arm")
    town.event(hospital, _ago(640), key="x", version=2, known_from=_ago(300), detail="right arm")
    town.event(hospital, _ago(200), known_until=_ago(150), detail="somebody else")
    town.event(hospital, _ago(20), purposes=["supervision"])
    town.event(case, _ago(-22), kind="review_due", known_from=_ago(20))
    for n in range(56):
        town.event(school, _ago(32 + 42 * n), value=80 + n * 7 % 19, unit="%")


def _family(town: Town, mila: UUID) -> None:
    dora = town.person(given_name="Dora", family_name="Varga", birth_on=date(1995, 5, 2))
    teo = town.person(given_name="Teo", sex="male", birth_on=date(2023, 2, 1))
    ilona = town.person(given_name="Ilona", family_name="Varga", birth_on=date(1968, 8, 8))
    for person in (mila, dora, teo):
        town.stay(person, "weir", address="Weir Court 4, Northmere", from_on=_ago(339))
    for person in (mila, ilona):
        town.stay(
            person,
            "hollin",
            address="Hollin Street 12, Northmere",
            from_on=_ago(540),
            until_on=_ago(339),
        )
    town.tie(mila, dora, "parent")
    town.tie(mila, teo, "sibling")
    town.tie(mila, ilona, "grandparent", from_on=date(2019, 3, 12))


def _ago(days: int) -> date:
    return date.today() - timedelta(days=days)
