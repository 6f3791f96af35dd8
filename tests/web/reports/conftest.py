"""A case with something to tell."""

from __future__ import annotations

import pytest

from alongside.agency import Agency
from alongside.recording import Statement
from alongside.web.accounts.models import User
from alongside.web.cases.opening import OpenedCase
from alongside.web.reports import gathering
from tests.web.casework import NOW, make_case, make_worker


@pytest.fixture
def amara(agency: Agency) -> User:
    return make_worker("Amara Whitlock")


@pytest.fixture
def case(amara: User) -> OpenedCase:
    return make_case(amara)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Statement]:
    """What the record holds besides; tests add to it."""
    found: list[Statement] = []
    real = gathering.gather
    monkeypatch.setattr(
        "alongside.web.reports.writing.gather",
        lambda opened, *, from_on=None: [*real(opened, from_on=from_on), *found],
    )
    return found


def say(section: str, says: str, **more: object) -> Statement:
    values: dict[str, object] = {
        "section": section, "says": says, "said_by": "Amara Whitlock", "happened_at": NOW,
        "known_at": NOW, "source": "note:1",
    }  # fmt: skip
    return Statement(**(values | more))  # type: ignore[arg-type]
