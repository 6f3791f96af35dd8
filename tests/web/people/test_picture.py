"""Where things stand in the timeline picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from alongside.web.people.drawing import draw
from alongside.web.people.picture import LEFT, LETTER, RIGHT, Dot, Lane, Moment, Window, place
from alongside.web.people.words import DateWords

TODAY = date(2026, 11, 24)
WINDOW = Window(first=date(2024, 11, 24), last=date(2026, 12, 31), today=TODAY)
SAY = DateWords(TODAY, ZoneInfo("Europe/London"))


def moment(
    lane: str = "Agency", label: str = "Referral", day: str = "2025-06-01", **more
) -> Moment:
    return Moment(lane=lane, label=label, on=date.fromisoformat(day), **more)


def only_dot(*moments: Moment) -> Dot:
    (lane,) = place(moments, WINDOW).lanes
    (dot,) = lane.dots
    return dot


def test_known_lanes_come_first_and_have_a_hue_of_their_own() -> None:
    lanes = place([moment("Zoo"), moment("Police"), moment("Home"), moment("Agency")], WINDOW).lanes
    assert [lane.name for lane in lanes] == ["Home", "Agency", "Police", "Zoo"]
    assert all(1 <= lane.hue <= 5 for lane in lanes)


def test_a_tail_ends_on_the_day_it_could_be_known() -> None:
    dot = only_dot(moment(known_on=date(2026, 6, 1)))
    assert dot.tail_x == WINDOW.x(date(2026, 6, 1))


def test_what_is_still_to_come_is_a_ring() -> None:
    assert only_dot(moment(day="2026-12-16")).ring
    assert not only_dot(moment(day="2026-11-24")).ring


def test_a_span_without_an_end_runs_until_today() -> None:
    (lane,) = place([moment(is_span=True)], WINDOW).lanes
    (bar,) = lane.bars
    assert round(bar.x + bar.width, 1) == round(WINDOW.x(TODAY), 1)


def test_dots_of_one_day_become_one_that_says_how_many() -> None:
    dot = only_dot(moment(), moment(), moment(label="Visit"))
    assert dot.title.count(";") == 2
    assert dot.label is not None
    assert dot.label.text.startswith("3 ")


def test_what_lies_outside_the_window_is_left_out() -> None:
    assert place([moment(day="2020-01-01"), moment(day="2029-01-01")], WINDOW).lanes == ()


days = st.integers(-800, 30).map(lambda n: TODAY + timedelta(days=n))
moments = st.lists(
    st.builds(
        Moment,
        lane=st.sampled_from(["Home", "Agency", "Health"]),
        label=st.text(min_size=1, max_size=40),
        on=days,
        is_span=st.booleans(),
    ),
    max_size=60,
)


@given(moments)
def test_no_label_lies_on_another_label_or_leaves_the_picture(events: list[Moment]) -> None:
    for lane in place(events, WINDOW).lanes:
        stretches = sorted(_label_stretches(lane))
        assert all(end <= start + 0.01 for (_, end), (start, _) in pairwise(stretches))
        assert all(start >= LEFT - 0.01 and end <= RIGHT + 0.01 for start, end in stretches)
        middles = sorted(dot.x for dot in lane.dots)
        assert all(LEFT <= x <= RIGHT for x in middles)


def _label_stretches(lane: Lane) -> list[tuple[float, float]]:
    stretches = []
    for dot in lane.dots:
        if dot.label:
            width = len(dot.label.text) * LETTER
            start = dot.label.x - width if dot.label.before else dot.label.x
            stretches.append((start, start + width))
    return stretches


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_the_drawing_is_well_formed_whatever_a_label_says(label: str) -> None:
    picture = place([moment(label=label or "x"), moment(label=label, is_span=True)], WINDOW)
    root = ET.fromstring(draw(picture, SAY, sentence=label, today_word="Today"))
    assert root.attrib["role"] == "img"
    assert "style" not in {key for node in root.iter() for key in node.attrib}
