"""Where a child lives: one place a night, and steps on the day it happened."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.core import AlongsideError
from alongside.web.accounts.models import User
from alongside.web.cases.models import StepRow
from alongside.web.planning.placing import (
    Place,
    begin_placement,
    cancel_placement,
    end_placement,
    kinds_of_placement,
    place_child,
)
from tests.web.casework import NOW, make_case, make_person, make_worker, reopen_at

pytestmark = pytest.mark.usefixtures("agency")
FIRST = date(2026, 2, 1)


@pytest.fixture
def amara() -> User:
    return make_worker("Amara Whitlock")


def test_the_step_happened_on_the_day_the_child_moved(amara: User) -> None:
    opened = make_case(amara)
    child = opened.focus[0]
    stay = place_child(opened, child, Place(kind="foster", from_on=FIRST, carer="Ada Lund"))
    end_placement(opened, stay, until_on=date(2026, 3, 1), reason="Home again")
    steps = {
        row.kind: row
        for row in StepRow.objects.filter(kind__in=["child_placed", "placement_ended"])
    }
    local = opened.say.local
    assert local(steps["child_placed"].happened_at) == FIRST
    assert local(steps["placement_ended"].happened_at) == date(2026, 3, 1)
    assert all(row.people == [str(child)] and row.at == NOW for row in steps.values())


@pytest.mark.parametrize(
    ("days", "short", "clashes"),
    [
        ((-10, 5), False, True),
        ((5, 10), False, True),
        ((0, None), False, True),
        ((-10, 0), False, False),  # leaves on the day the other begins
        ((20, None), False, False),
        ((5, 7), True, False),  # respite lies within
    ],
)
def test_one_place_a_night(
    amara: User, days: tuple[int, int | None], short: bool, clashes: bool
) -> None:
    opened = make_case(amara)
    child, sibling = opened.focus
    ends = FIRST + timedelta(days=20)
    place_child(opened, child, Place(kind="kin", from_on=FIRST, until_on=ends))
    first, last = (FIRST + timedelta(days=one) if one is not None else None for one in days)
    other = Place(kind="foster", from_on=first or FIRST, until_on=last, short_stay=short)
    place_child(opened, sibling, other)  # somebody else's nights are their own
    if clashes:
        with pytest.raises(AlongsideError, match="AL-U082"):
            place_child(opened, child, other)
    else:
        place_child(opened, child, other)


def test_a_stay_is_planned_then_begins_or_does_not(amara: User) -> None:
    opened = make_case(amara)
    place = Place(kind="foster", from_on=NOW.date() + timedelta(days=2))
    stay = place_child(opened, opened.focus[0], place)
    assert stay.state == "planned"
    with pytest.raises(AlongsideError, match="AL-U049"):
        begin_placement(opened, stay)
    cancel_placement(opened, stay, "Kin was found")
    again = place_child(opened, opened.focus[0], place)
    later = reopen_at(opened, amara, now=datetime(2026, 3, 7, 9, tzinfo=UTC))
    begin_placement(later, again)
    assert again.state == "begun"
    with pytest.raises(AlongsideError, match="AL-U083"):
        end_placement(later, again, until_on=FIRST)


def test_only_a_child_of_the_case_in_a_place_the_agency_knows(amara: User) -> None:
    opened = make_case(amara)
    with pytest.raises(AlongsideError, match="AL-U085"):
        place_child(opened, make_person("Stranger"), Place(kind="kin", from_on=FIRST))
    assert list(kinds_of_placement())[:2] == ["parents", "kin"]
