"""Who plays: families of the made-up agency, and the workers of two teams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

from alongside.web.accounts import make_user
from alongside.web.accounts.models import User
from alongside.web.cases.models import CasePersonRow
from alongside.web.identity.models import SealRow

if TYPE_CHECKING:
    import duckdb

# who is there beside those whose sign-ins the demo prints; nobody knows their passwords
COLLEAGUES = (
    ("Ben Osei", "ben@demo.example", "worker", "North"),
    ("Nadia Haddad", "nadia@demo.example", "supervisor", "South"),
)
# children who live with an adult now and whose records anybody in case work may read
_FAMILIES = """
    SELECT c.person_id, c.given_name, c.family_name, a.other_id, p.given_name, p.family_name
    FROM person c
    JOIN person_stay a ON a.person_id = c.person_id AND a.until_on IS NULL
    JOIN person p ON p.person_id = a.other_id
    WHERE c.birth_on BETWEEN DATE '2010-06-01' AND DATE '2021-01-01'
      AND p.birth_on < DATE '2001-01-01' AND NOT c.sealed AND NOT p.sealed AND NOT a.sealed
      AND NOT c.address_protected AND NOT p.address_protected
      AND c.given_name IS NOT NULL AND p.given_name IS NOT NULL
      AND length(c.given_name || c.family_name || p.given_name || p.family_name) < 80
      AND c.died_on IS NULL AND p.died_on IS NULL AND c.events >= 3 AND p.sex = 'female'
    QUALIFY row_number() OVER (PARTITION BY c.person_id ORDER BY p.birth_on DESC) = 1
        AND row_number() OVER (PARTITION BY a.other_id ORDER BY c.birth_on) = 1
    ORDER BY c.person_id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A child and a parent who live together."""

    child: UUID
    child_name: str
    parent: UUID
    parent_name: str

    @property
    def names(self) -> dict[str, str]:
        """What texts call them."""
        return {
            "child": self.child_name.split(" ")[0],
            "parent": self.parent_name.split(" ")[0],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team as the stories need it: who works, who stands in, who supervises."""

    name: str
    worker: User
    other: User
    supervisor: User


def families(con: duckdb.DuckDBPyConnection, *, seed: int) -> Iterator[Family]:
    """Families in an order of chance, each once; nobody who is sealed or has a case."""
    taken = set(SealRow.objects.values_list("person_id", flat=True))
    taken |= set(CasePersonRow.objects.values_list("person_id", flat=True))
    rows = con.execute(_FAMILIES).fetchall()
    for place in np.random.default_rng(seed).permutation(len(rows)):
        child, given, family, parent, parent_given, parent_family = rows[place]
        if not taken & {child, parent}:
            yield Family(
                child=child,
                child_name=_name(given, family),
                parent=parent,
                parent_name=_name(parent_given, parent_family),
            )


def _name(given: str, family: str | None) -> str:
    name = f"{given} {family or ''}".strip()
    return name.title() if name.isupper() else name


def teams() -> tuple[Team, Team]:
    """North and South; colleagues are made where they are not there yet."""
    for name, email, role, team in COLLEAGUES:
        if not User.objects.filter(email=email).exists():
            make_user(name=name, email=email, roles=[role], team=team)
    people = {user.email.split("@")[0]: user for user in User.objects.all()}
    north = Team(
        name="North",
        worker=people["amara"],
        other=people["ben"],
        supervisor=people["josef"],
    )
    south = Team(
        name="South",
        worker=people["cleo"],
        other=people["cleo"],
        supervisor=people["nadia"],
    )
    return north, south
