"""The town of the people pages, with questions about who is who."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest

from alongside.core import new_person_id
from alongside.web.identity.models import ProposalRow
from tests.web.identity.ground import make_question
from tests.web.people.conftest import amara, sign_in, town
from tests.web.people.town import Town

__all__ = ["amara", "asked", "sign_in", "town"]


@dataclass(frozen=True)
class Asked:
    """A published question about two people, and what both sides are called."""

    question: ProposalRow
    left: UUID
    right: UUID
    left_record: str
    right_record: str


@pytest.fixture
def asked(town: Town) -> Asked:
    """Mila of the case system and the school, and Milla of the hospital."""
    return ask(town)


def ask(town: Town, publish: Callable[[Town], object] = Town.publish) -> Asked:
    """Publish two people and a question about them."""
    mila, milla = new_person_id(), new_person_id()
    first = town.record(mila, "cases", address="12 Hollin Street", id_number="NM-20416-77")
    second = town.record(mila, "school", given_name="Mila", family_name="Varga")
    third = town.record(
        milla,
        "hospital",
        given_name="Milla",
        family_name="Varga",
        birth_on=date(2019, 12, 3),
        address="4 Weir Court",
        id_number="H88-120-903",
        id_kind="health_number",
    )
    town.event(first, "2025-10-14")
    town.event(second, "2025-10-23", value=96, unit="%")
    town.event(third, "2025-03-02", detail="broken wrist")
    publish(town)
    return Asked(make_question(first, third), mila, milla, first, third)
