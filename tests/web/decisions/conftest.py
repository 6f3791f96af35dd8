"""A town with one referral that waits, workers, and a released model where a test wants one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client

from alongside.web.accounts.models import User
from tests.web.decisions.screening import ago, refer, release, screens
from tests.web.people.conftest import amara, make_user, sign_in, town
from tests.web.people.town import Town

__all__ = ["amara", "sign_in", "town"]
JUDGEMENT = {"band": "10 to 19", "why": "Dora called herself"}
DECISION = {"choice": "visit", "reason": "I want to see the children"}


@dataclass(frozen=True)
class Case:
    """Mila's referral of yesterday: its page, and what was joined."""

    town: Town
    mila: UUID
    url: str

    @property
    def api(self) -> str:
        return f"/api{self.url}advice"


@pytest.fixture
def case(town: Town) -> Case:
    """Mila with two records, a call to the home, and a referral that waits."""
    screens(town)
    mila = town.person("cases", "police")
    cases, police = town.owner
    town.link(cases, police, 0.99, "given name", "family name", "birth date")
    town.event(police, ago(60), detail="argument; children asleep")
    url = refer(town, mila)
    town.publish()
    return Case(town=town, mila=mila, url=url)


@pytest.fixture
def josef(town: Town) -> User:
    """A supervisor, who may release a model."""
    return make_user("Josef Castellanos", "supervisor")


@pytest.fixture
def released(case: Case, josef: User) -> None:
    """The model is released."""
    release(josef)


@pytest.fixture
def client(case: Case, amara: User, sign_in: Callable[..., Client]) -> Client:
    """Amara at her browser."""
    return sign_in(user=amara)
