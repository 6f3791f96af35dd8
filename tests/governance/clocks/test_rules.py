"""A rule that can never start, stop or end is refused; the shipped ones can."""

from __future__ import annotations

import pytest

from alongside.core import AlongsideError
from alongside.governance.clocks import Length, Unit
from tests.governance.clocks.test_counting import rule

DAYS = Unit.DAYS


def some(*kinds: str) -> frozenset[str]:
    return frozenset(kinds)


@pytest.mark.parametrize(
    ("values", "code", "says"),
    [
        ({"starts": some()}, "AL-G051", "can never start"),
        ({"stops": some()}, "AL-G051", "can never stop"),
        ({"stops": some("screened_in")}, "AL-G051", "can never stop"),  # it was before
        ({"stops": some("tea_drunk")}, "AL-G050", "tea_drunk"),
        ({"ends": some("the_end")}, "AL-G050", "the_end"),
        ({"amount": 0}, "AL-G051", "has no time"),
        ({"then": (Length(4, DAYS),)}, "AL-G051", "without end"),
        ({"then": (Length(0, DAYS),), "ends": some("case_closed")}, "AL-G051", "without time"),
        ({"pauses": some("family_away")}, "AL-G051", "never go on"),
        ({"resumes": some("family_back")}, "AL-G051", "unpaused"),
        ({"of_last_months": 22, "ends": some("case_closed")}, "AL-G051", "a window"),
        ({"of_last_months": 22, "unit": Unit.MONTHS}, "AL-G051", "spells without end"),
        (
            {"of_last_months": 9, "unit": Unit.MONTHS, "ends": some("placement_ended")},
            "AL-G051",
            "never be due",
        ),
    ],
)
def test_refused(values: dict[str, object], code: str, says: str) -> None:
    with pytest.raises(AlongsideError, match=says) as refused:
        rule(**values)  # type: ignore[arg-type]
    assert refused.value.code == code
