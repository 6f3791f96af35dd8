"""Who does something: a person of the case, a colleague, or somebody named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.privacy import Verb
from alongside.privacy.access import roles_named
from alongside.web.accounts.models import User
from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Somebody who can be named; ``hint`` tells apart two who are called alike."""

    name: str
    hint: str = ""
    worker_id: UUID | None = None
    person_id: UUID | None = None


def doers_of(opened: OpenedCase) -> list[Doer]:
    """Everybody the record offers: the people of the case, then the team, its lead first."""
    people = [
        Doer(name=one.name, hint=one.part, person_id=one.person_id)
        for one in opened.people
        if one.name
    ]
    return people + colleagues_of(opened)


def colleagues_of(opened: OpenedCase) -> list[Doer]:
    """The workers of the case's team, its lead first; who does no case work is left out."""
    table = current_agency().file.role_table()
    team = User.objects.filter(is_active=True, team=opened.row.team).order_by("name")
    works = Verb.WORK_CASES
    rows = [row for row in team if any(works in one.verbs for one in roles_named(row.roles, table))]
    lead = opened.row.worker_id
    return [
        Doer(
            name=row.name,
            hint=_("leads the case") if row.id == lead else _("colleague"),
            worker_id=row.id,
        )
        for row in sorted(rows, key=lambda row: (row.id != lead, row.name))
    ]


def find_doer(written: str, offered: Iterable[Doer]) -> Doer:
    """The one who was meant; a name that two carry, or nobody, stands as it was written."""
    name = " ".join(written.split())
    same = [one for one in offered if one.name.casefold() == name.casefold()]
    return same[0] if len(same) == 1 else Doer(name=name)
