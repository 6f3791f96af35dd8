"""The stories of the made-up year can be played and offend nobody's dignity."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from alongside.simulate.year import Act, Story, read_stories

PEOPLE = {"child": "Mila", "sibling": "Theo", "parent": "Dora"}


def test_every_text_names_only_people_of_the_family() -> None:
    for story in read_stories():
        for act in story.acts:
            for name in act.words:
                assert "{" not in act.says(name, PEOPLE), (story.name, act.do, name)


def test_stories_differ_in_how_they_end() -> None:
    ends = {story.name: {act.do for act in story.acts} for story in read_stories()}
    assert len(ends) >= 6
    assert any("screen_out" in acts for acts in ends.values())
    assert any("place" in acts and "return" in acts for acts in ends.values())
    assert any("reopen" in acts for acts in ends.values())


def test_nobody_is_called_by_a_level() -> None:
    said = " ".join(
        str(value) for story in read_stories() for act in story.acts for value in act.words.values()
    )
    assert not re.search(r"high.risk|at risk|risk score|perpetrator|victim|dysfunction", said, re.I)


@pytest.mark.parametrize(
    ("do", "words", "says"),
    [("dance", {}, "nobody can play"), ("visit", {}, "lacks"), ("missed", {"note": "x"}, "lacks")],
)
def test_an_act_that_nobody_can_play_is_refused(do: str, words: dict, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Act(do=do, after=timedelta(0), words=words)


def test_a_story_told_out_of_order_is_refused() -> None:
    late, early = (Act(do="accept", after=timedelta(days=n)) for n in (2, 1))
    with pytest.raises(ValueError, match="order of time"):
        Story(name="muddle", acts=(late, early))
