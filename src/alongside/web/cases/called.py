"""What the people of a case are called, and when they were born: read once for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.privacy import Access
from alongside.web.identity.lookup import names_of
from alongside.web.identity.models import NameRow
from alongside.web.people.opening import readable_warehouse

_Joined = tuple[str, bool]  # the name that most records bear; whether an address is protected


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What this access may read of a person; empty where there is nothing."""

    name: str = ""
    birth_on: date | None = None
    address_protected: bool = False


def called_among(people: Iterable[UUID], access: Access) -> dict[UUID, Called]:
    """Every one of these living people, in one query and one look at the joined records."""
    listed = set(people)
    found: dict[UUID, list[NameRow]] = {one: [] for one in listed}
    if not listed:
        return {}
    rows = names_of(listed).filter(
        sensitivity__lte=access.worker.clearance(access.purpose) or 0,
        purposes__contains=f",{access.purpose},",
    )
    for row in rows.order_by("id"):
        owner = row.person_id if row.person_id in listed else row.person.merged_into_id
        if owner is not None:
            found[owner].append(row)
    joined = _joined(
        {one.person_id: owner for owner, names in found.items() for one in names}, access
    )
    return {one: _called(names, joined.get(one, [])) for one, names in found.items()}


def _joined(stored: Mapping[UUID, UUID], access: Access) -> dict[UUID, list[_Joined]]:
    """What the joined records say of people, by living id; nothing while they cannot be read."""
    warehouse = readable_warehouse()
    if warehouse is None or not stored:
        return {}
    ids = ", ".join(f"'{one}'" for one in stored)  # UUIDs only, so they can stand in the text
    rows = warehouse.con.execute(
        f"""SELECT r.person_id, any_value(p.given_name), any_value(p.family_name),
                   bool_or(coalesce(r.address_protected, false))
            FROM person_record r LEFT JOIN person p USING (person_id)
            WHERE r.person_id IN ({ids}) AND r.known_until IS NULL
                  AND coalesce(r.sensitivity, 0) <= ? AND list_contains(r.purposes, ?)
            GROUP BY r.person_id""",
        [access.worker.clearance(access.purpose) or 0, access.purpose],
    ).fetchall()
    found: dict[UUID, list[_Joined]] = {}
    for person_id, given, family, protected in rows:
        name = f"{given or ''} {family or ''}".strip()
        found.setdefault(stored[person_id], []).append((name, protected))
    return found


def _called(rows: list[NameRow], joined: list[_Joined]) -> Called:
    """The name that most records bear, if it may be read, and the birth date that most say."""
    protected = any(one for _, one in joined)
    names = [f"{row.given_name} {row.family_name}".strip() for row in rows]
    if not names:
        return Called(address_protected=protected)
    born = Counter(row.birth_on for row in rows if row.birth_on)
    return Called(
        name=next((best for best, _ in joined if best in names), names[0]),
        birth_on=born.most_common(1)[0][0] if born else None,
        address_protected=protected,
    )
