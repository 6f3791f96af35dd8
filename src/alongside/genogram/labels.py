"""What stands in and by a symbol, and how much room it takes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from alongside.genogram.family import Member, Stage

NAME_WIDTH, ABOUT_WIDTH = 8.4, 7.0  # of a letter, at 15 and 13 px
NAME_LETTERS, ABOUT_LETTERS = 14, 16
BESIDE = 20.0  # from the symbol's middle, clear of the lines below it


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Two lines under a symbol; beside the line where one leaves it downwards."""

    name: str
    about: str
    inside: str
    beside: bool
    left: float
    right: float


def label_of(member: Member, on: date, *, beside: bool) -> Label:
    """The label of a member on a day."""
    name = cut(member.name, NAME_LETTERS)
    about = cut(member.about, ABOUT_LETTERS)
    width = max(text_width(name, NAME_WIDTH), text_width(about, ABOUT_WIDTH))
    return Label(
        name=name,
        about=about,
        inside=inside(member, on),
        beside=beside,
        left=0.0 if beside else width / 2,
        right=BESIDE + width if beside else width / 2,
    )


def inside(member: Member, on: date) -> str:
    """The age, on the day or at death; a question mark for somebody of whom nothing is known."""
    if member.stage is not Stage.BORN:
        return ""
    age = age_on(member, on)
    return str(age) if age is not None else "" if member.name else "?"


def age_on(member: Member, on: date) -> int | None:
    """Whole years on a day, or at death before it."""
    born = member.born_on
    if born is None or member.stage is not Stage.BORN:
        return None
    last = member.died_on if has_died(member, on) and member.died_on else on
    return max(0, last.year - born.year - ((last.month, last.day) < (born.month, born.day)))


def has_died(member: Member, on: date) -> bool:
    """Whether the member had died by that day."""
    return member.died_on is not None and member.died_on <= on


def text_width(text: str, letter: float) -> float:
    """About how wide a text is; emoji and East Asian letters take two places."""
    wide = sum(unicodedata.east_asian_width(one) in "WF" for one in text)
    return (len(text) + wide) * letter


def cut(text: str, most: int) -> str:
    """A text that fits; the whole one is in the words below and in the link."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
