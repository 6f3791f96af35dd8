from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import Span, day_span, local_day_end

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2024, 1, 10), 24), (date(2024, 3, 31), 23), (date(2024, 10, 27), 25)],
)
def test_a_local_day_is_as_long_as_the_clock_makes_it(day, hours):
    span = day_span(day, LONDON)
    assert span.end - span.start == timedelta(hours=hours)


def test_on_the_as_of_date_means_before_local_midnight_at_its_end():
    # summer time: midnight in London is 23:00 UTC of the same date
    assert local_day_end(date(2024, 7, 1), LONDON) == datetime(2024, 7, 1, 23, tzinfo=UTC)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["UTC", "America/New_York"]))
def test_days_follow_each_other_without_gap_or_overlap(day, zone):
    zone = ZoneInfo(zone)
    assert day_span(day, zone).end == day_span(day + timedelta(days=1), zone).start


def test_a_span_refuses_naive_and_backward_times():
    noon = datetime(2024, 1, 1, 12, tzinfo=UTC)
    with pytest.raises(ValueError, match="aware"):
        Span(datetime(2024, 1, 1))
    with pytest.raises(ValueError, match="before it starts"):
        Span(noon, noon - timedelta(hours=1))
