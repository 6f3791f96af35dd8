"""When it keeps silent, it says so in words, and no number slips out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from alongside.agency.model_file import UseEntry
from alongside.risk import Advice, Trained, advise

USUAL: dict[str, float | None] = {"moves": 1.0, "absences": 5.0, "years": 7.0, "visits": 2.0}


def ask(trained: Trained, features: dict[str, float | None] | None = None, **asked: Any) -> Advice:
    use = UseEntry(
        needs_sources=("school", "housing"),
        fewest_events=2,
        widest_range=asked.pop("widest_range", 0.9),
    )
    about = {"known_events": 3, "missing_sources": ()} | asked
    return advise(
        trained.released.model_copy(update={"use": use}),
        USUAL | (features or {}),
        version=3,
        as_of_on=date(2024, 1, 1),
        **about,
    )


def test_it_speaks_of_what_it_knows(trained: Trained) -> None:
    said = ask(trained)
    assert said.abstains == ()
    assert said.estimate is not None


@pytest.mark.parametrize(
    ("case", "asked", "says"),
    [
        (
            "beyond all it saw",
            {"features": {"moves": 40.0}},
            "Hardly anybody it learnt from was like this: 40 moves in the last year. "
            "It does not guess.",
        ),
        (
            "below all it saw",
            {"features": {"years": -4.0}},
            "Hardly anybody it learnt from was like this: -4 years old. It does not guess.",
        ),
        (
            "facts missing that were always there",
            {"features": {"years": None, "moves": None}},
            "Too much is not recorded: 2 of 4 facts are missing, and in what it learnt from it was "
            "never more than 1.",
        ),
        (
            "a source that it needs",
            {"missing_sources": ("police", "school")},
            "Nothing is here from school, and without it the estimate means little.",
        ),
        (
            "two sources",
            {"missing_sources": ("school", "housing")},
            "Nothing is here from housing and school, and without it the estimate means little.",
        ),
        (
            "nobody knows this person",
            {"known_events": 0},
            "Too little is known of this person: no events, and an estimate needs at least 2.",
        ),
        (
            "hardly known",
            {"known_events": 1},
            "Too little is known of this person: 1 event, and an estimate needs at least 2.",
        ),
    ],
)
def test_silent(trained: Trained, case: str, asked: dict[str, Any], says: str) -> None:
    said = ask(trained, **asked)
    assert said.abstains == (says,), case
    assert said == Advice(model="harm", version=3, as_of_on=date(2024, 1, 1), abstains=(says,))


def test_a_range_too_wide_to_help(trained: Trained) -> None:
    said = ask(trained, widest_range=0.001)
    assert len(said.abstains) == 1
    assert said.abstains[0].startswith("The honest range is too wide to help: ")
    assert said.abstains[0].endswith(" of 100 referrals.")
    assert (said.estimate, said.low, said.high, said.base) == (None,) * 4


def test_a_little_beyond_is_no_reason_for_silence(trained: Trained) -> None:
    years = trained.released.features[2]
    span = years.seen_high - years.seen_low
    assert ask(trained, {"years": years.seen_high + 0.09 * span}).abstains == ()
    assert len(ask(trained, {"years": years.seen_high + 0.11 * span}).abstains) == 1


def test_one_more_than_was_seen_is_no_stranger(trained: Trained) -> None:
    most = trained.released.features[0].seen_high
    assert ask(trained, {"moves": most + 1}).abstains == ()
    assert len(ask(trained, {"moves": most + 2}).abstains) == 1


def test_every_reason_is_said_not_only_the_first(trained: Trained) -> None:
    said = ask(trained, {"moves": 40.0}, known_events=0, missing_sources=("school",))
    assert len(said.abstains) == 3
    assert replace(said, abstains=()).reasons == ()
