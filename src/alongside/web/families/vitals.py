"""What a symbol says of a person: name, birth, death, sex; as far as the reader may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.privacy import Access
from alongside.web.identity.lookup import living_among, merged_into
from alongside.web.identity.models import MembershipRow, NameRow, SaidPersonRow
from alongside.web.people.opening import readable_warehouse


@dataclass(slots=True, kw_only=True)
class Vitals:
    """One person; empty where nobody said it or the reader may not know."""

    given_name: str = ""
    family_name: str = ""
    birth_on: date | None = None
    died_on: date | None = None
    expected_on: date | None = None
    sex: str = ""
    address_protected: bool = False

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.given_name} {self.family_name}".strip()


def vitals_of(people: Iterable[UUID], access: Access | None = None) -> dict[UUID, Vitals]:
    """The vitals of living people. With an access, of those who have a record that it may read."""
    people = set(people)
    ids = people | merged_into(people)
    now = living_among(ids)
    found: dict[UUID, Vitals] = {}
    for row in _names(ids, access):
        one = found.setdefault(now[row.person_id], Vitals())
        one.given_name = one.given_name or row.given_name
        one.family_name = one.family_name or row.family_name
        one.birth_on = one.birth_on or row.birth_on
    _add_said(found, ids, now, access)
    _add_joined(found, people)
    _add_moved(found, people - set(found), access)
    return found


def _names(ids: set[UUID], access: Access | None) -> Iterable[NameRow]:
    rows = NameRow.objects.filter(person_id__in=ids).order_by("id")
    if access is None:
        return rows
    return rows.filter(
        sensitivity__lte=access.worker.clearance(access.purpose) or 0,
        purposes__contains=f",{access.purpose},",
    )


def _add_said(
    found: dict[UUID, Vitals], ids: set[UUID], now: dict[UUID, UUID], access: Access | None
) -> None:
    """What a worker wrote down of somebody who is in no source; the newest row holds."""
    rows = SaidPersonRow.objects.filter(person_id__in=ids).order_by("id")
    for row in rows:
        if access is not None and not _may_read(row, access):
            continue
        one = found.setdefault(now[row.person_id], Vitals())
        one.given_name, one.family_name = row.given_name, row.family_name
        one.birth_on = row.birth_on or one.birth_on
        one.expected_on, one.sex = row.expected_on, row.sex


def _may_read(row: SaidPersonRow, access: Access) -> bool:
    clearance = access.worker.clearance(access.purpose) or 0
    return access.purpose in row.purposes and row.sensitivity <= clearance


def _add_joined(found: dict[UUID, Vitals], people: set[UUID]) -> None:
    """What most records say, of those whose name may be known."""
    warehouse = readable_warehouse()
    if warehouse is None or not found:
        return
    ids = ", ".join(f"'{one}'" for one in people & set(found))  # UUIDs only
    if not ids:
        return
    rows = warehouse.con.execute(
        f"""SELECT person_id, given_name, family_name, birth_on, died_on, sex, address_protected
            FROM person WHERE person_id IN ({ids})"""
    ).fetchall()
    for person_id, given, family, birth_on, died_on, sex, protected in rows:
        one = found[person_id]
        one.given_name, one.family_name = given or one.given_name, family or one.family_name
        one.birth_on, one.died_on = birth_on or one.birth_on, died_on
        one.sex, one.address_protected = sex or one.sex, bool(protected)


def _add_moved(found: dict[UUID, Vitals], people: set[UUID], access: Access | None) -> None:
    """Those whose records came to them since the last refresh: after a split, until the next."""
    warehouse = readable_warehouse()
    if warehouse is None or not people:
        return
    rows = MembershipRow.objects.filter(person_id__in=people, until_at__isnull=True)
    owner = dict(rows.values_list("record_id", "person_id"))
    if not owner:
        return
    marks = ", ".join("?" for _ in owner)
    records = warehouse.con.execute(
        f"""SELECT record_id, given_name, family_name, birth_on, died_on, sex, address_protected,
                   sensitivity, purposes
            FROM person_record WHERE record_id IN ({marks}) AND known_until IS NULL AND NOT sealed
            ORDER BY record_id""",
        list(owner),
    ).fetchall()
    clearance = access.worker.clearance(access.purpose) or 0 if access else 0
    for record, given, family, birth_on, died_on, sex, protected, level, purposes in records:
        if access is None or (access.purpose in purposes and level <= clearance):
            one = found.setdefault(owner[record], Vitals())
            one.given_name, one.family_name = given or "", family or ""
            one.birth_on, one.died_on, one.sex = birth_on, died_on, sex or ""
            one.address_protected = bool(protected)
