"""One story: a family type, and acts by the day since the first call."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.resources import files
from typing import Any

# act -> the words it needs
ACTS: dict[str, frozenset[str]] = {
    "refer": frozenset({"says", "reporter", "relation"}),
    "screen_in": frozenset({"band", "why", "reason"}),
    "screen_out": frozenset({"band", "why", "reason"}),
    "agree": frozenset(),
    "offer": frozenset(),
    "offer_other": frozenset(),
    "accept": frozenset(),
    "decline": frozenset({"why"}),
    "visit": frozenset({"note"}),
    "missed": frozenset({"why"}),
    "call": frozenset({"note"}),
    "safety": frozenset({"conclusion"}),
    "child_view": frozenset({"liked", "worried", "wish"}),
    "assess": frozenset({"worry", "strength", "summary"}),
    "safety_plan": frozenset({"worry", "line"}),
    "plan": frozenset({"goal", "step", "service"}),
    "discuss": frozenset({"said"}),
    "conference": frozenset({"said"}),
    "place": frozenset({"type", "where", "carer", "why"}),
    "return": frozenset({"why"}),
    "supervise": frozenset({"said", "agreed"}),
    "review": frozenset({"said"}),
    "report": frozenset({"kind"}),
    "transfer": frozenset({"why"}),
    "close": frozenset({"outcome", "why"}),
    "reopen": frozenset({"why"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that somebody does, ``after`` the first midnight of the story."""

    do: str
    after: timedelta
    words: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.do not in ACTS:
            raise ValueError(f"nobody can play {self.do!r}")
        missing = ACTS[self.do] - set(self.words)
        if missing:
            raise ValueError(f"{self.do} lacks {sorted(missing)}")

    def says(self, name: str, people: Mapping[str, str]) -> str:
        """A text of the act with the names of its people; empty where there is none."""
        return str(self.words.get(name, "")).format_map(people)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What happens to one family, in the order of time."""

    name: str
    acts: tuple[Act, ...]

    def __post_init__(self) -> None:
        if list(self.acts) != sorted(self.acts, key=lambda act: act.after):
            raise ValueError(f"{self.name}: acts are told in the order of time")


def read_stories() -> tuple[Story, ...]:
    """The stories that come with the package.

    Raises
    ------
    ValueError
        For an act that nobody can play, that lacks words, or that comes too early.
    """
    text = files("alongside.simulate.year").joinpath("stories.toml").read_text(encoding="utf-8")
    return tuple(
        Story(name=one["name"], acts=tuple(_act(act) for act in one["act"]))
        for one in tomllib.loads(text)["story"]
    )


def _act(values: dict[str, Any]) -> Act:
    words = {key: value for key, value in values.items() if key not in {"day", "do"}}
    return Act(do=values["do"], after=_in_office(values["day"]), words=words)


def _in_office(day: float) -> timedelta:
    """A day and its part as a time of work: .0 is eight in the morning, .99 six in the evening."""
    whole = int(day)
    return timedelta(days=whole, hours=8 + 10 * (day - whole))
