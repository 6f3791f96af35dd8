"""What a model is for, what it learnt from, and what its label means: words, hardly figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from alongside.privacy import suppress_small
from alongside.risk.card.rows import Rows
from alongside.risk.card.words import count, counted, day, held_back, listed, share_of_100, spoken

if TYPE_CHECKING:
    from alongside.agency.model_file import ModelFile
    from alongside.timeline.matrix import MatrixAbout

LEARNS_FROM_REPORTS = (
    "It learns from reports, not from harm. Families who are watched more are reported more. A "
    "high estimate may say more about who is watching than about the home."
)
LEARNS_FROM_RECORDS = (
    "It learns from what was recorded, not from what was so. Whoever is asked and seen more is "
    "recorded more. A high estimate may say more about who is seen than about a life."
)
_REPORTED = re.compile(r"harm|abuse|neglect|report|referr|placement|placed")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItIsFor:
    """What it is for, what it is not for, and what it cannot know."""

    says: str
    use_for: tuple[str, ...]
    not_for: tuple[str, ...]
    cannot_know: tuple[str, ...]


def say_purpose(model: ModelFile) -> ItIsFor:
    """The model file's own words."""
    return ItIsFor(
        says=(
            f"Of 100 {model.counts} like this one, it estimates how many {model.label.says}. It is "
            "for one open decision; the decision is a person's."
        ),
        use_for=model.use_for,
        not_for=model.not_for,
        cannot_know=model.cannot_know,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelMeant:
    """What the label is, what it stands for, and how the two differ."""

    says: str
    label: str
    stands_for: str
    mismatch: str
    within_days: int


def say_label(model: ModelFile) -> LabelMeant:
    """The label beside the true thing that is meant."""
    words = f"{model.label.says} {model.label.stands_for}"
    return LabelMeant(
        says=LEARNS_FROM_REPORTS if _REPORTED.search(words.lower()) else LEARNS_FROM_RECORDS,
        label=model.label.says,
        stands_for=model.label.stands_for,
        mismatch=model.label.mismatch,
        within_days=model.label.within_days,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of event that features read, the sources named for it, and the purposes it allows."""

    name: str
    sources: tuple[str, ...]  # empty: any source that has it
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Rows that were left out, and why; ``None`` where fewer than are shown."""

    why: str
    rows: int | None


TESTED = "tested on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The rows learnt from, calibrated on or tested on. Dates are ISO."""

    name: str  # "learnt from", "calibrated on", "tested on"
    rows: int
    from_on: str
    until_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataUsed:
    """Where the rows come from, what was left out, and what parts learning from testing.

    ``test_from`` is the first date of the test, if dates part the two (``by_time``);
    ``people_apart`` says whether nobody learnt from is tested on.
    """

    says: str
    kinds: tuple[Kind, ...]
    purposes: tuple[str, ...]
    features: int
    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]
    by_time: bool
    test_from: str | None
    people_apart: bool
    data_until_on: str
    notes: tuple[str, ...]


def part_of(name: str, on: np.ndarray) -> Part:
    """A part by its as-of dates; empty dates where there are no rows."""
    ends = (str(on.min()), str(on.max())) if len(on) else ("", "")
    return Part(name=name, rows=len(on), from_on=ends[0], until_on=ends[1])


def say_data(
    model: ModelFile,
    about: MatrixAbout,
    *,
    parts: tuple[Part, ...],
    left_out: Mapping[str, int],
    test_from: str | None,
    people_apart: bool = True,
) -> DataUsed:
    """Kinds, purposes, spans and what was left out."""
    kinds = tuple(_kind(model, about, name) for name in sorted(model.kinds_read()))
    out = tuple(
        LeftOut(why=why, rows=suppress_small(rows, fewest=model.audit.fewest))
        for why, rows in sorted(left_out.items())
        if rows
    )
    return DataUsed(
        says=_say_parts(model, parts, kinds, _apart(test_from, people_apart=people_apart)),
        kinds=kinds,
        purposes=model.purposes,
        features=len(model.feature),
        parts=parts,
        left_out=out,
        by_time=test_from is not None,
        test_from=test_from,
        people_apart=people_apart,
        data_until_on=about.data_until_on,
        notes=tuple(about.notes),
    )


def _kind(model: ModelFile, about: MatrixAbout, name: str) -> Kind:
    reading = [one.which for one in model.feature if one.which and name in one.which.kinds]
    any_source = any(not which.sources for which in reading)
    named = sorted({source for which in reading for source in which.sources})
    return Kind(
        name=spoken(name),
        sources=() if any_source else tuple(named),
        purposes=tuple(about.kinds.get(name, [])),
    )


def _apart(test_from: str | None, *, people_apart: bool) -> str:
    if not people_apart:
        return (
            "The tested ones are later than those learnt from; some are about people of whom it "
            "had learnt from earlier ones."
        )
    if test_from is None:
        return "No person or household is in two of these; dates do not part them."
    return "The tested ones are later, and no person or household is in two of these."


def _say_parts(
    model: ModelFile, parts: tuple[Part, ...], kinds: tuple[Kind, ...], apart: str
) -> str:
    spans = [
        f"{count(part.rows)} {model.counts} {part.name}, "
        f"{day(part.from_on)} to {day(part.until_on)}"
        for part in parts
        if part.rows
    ]
    return (
        f"{counted(len(model.feature), 'feature', 'features')} from "
        f"{counted(len(kinds), 'kind', 'kinds')} of event. {'; '.join(spans)}. "
        f"{apart} Nothing known after each as-of date was used."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """Rows whose decision was taken after advice was seen; ``rows`` is ``None`` when few."""

    says: str
    rows: int | None
    of: int


def say_exposure(about: MatrixAbout, of: int, *, fewest: int, counts: str) -> Exposure:
    """What earlier advice may have done to these rows."""
    if not about.exposed:
        says = f"None of these {counts} was decided after advice had been seen."
        return Exposure(says=says, rows=0, of=of)
    rows = suppress_small(about.exposed, fewest=fewest)
    says = (
        f"In {held_back(rows, fewest)} of {count(of)} {counts}, the decision was taken after "
        "advice had been seen. What followed there may be the advice's own doing: where it made "
        "somebody help, harm that was foreseen did not come and looks like an error, and where it "
        "made somebody look, more was found."
    )
    return Exposure(says=says, rows=rows, of=of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """When it says nothing; ``too_wide`` is the share of rows whose range is too wide."""

    says: str
    too_wide: float


def say_silence(rows: Rows, model: ModelFile) -> Silence:
    """The model file's bounds, as sentences."""
    use = model.use
    wide = float((rows.high - rows.low > use.widest_range).mean())
    reasons = [
        f"its range is wider than {100 * use.widest_range:.0f} of 100",
        f"fewer than {use.fewest_events} events of the person are known"
        if use.fewest_events > 1
        else "no event of the person is known",
        "a fact lies outside what it was trained on",
    ]
    if use.needs_sources:
        needed = listed([spoken(one) for one in use.needs_sources], last="or")
        reasons.append(f"there is no record of {needed}")
    says = (
        f"It says nothing when {listed(reasons, last='or')}. Its range is too wide for "
        f"{share_of_100(wide)} of 100 {model.counts}."
    )
    return Silence(says=says, too_wide=round(wide, 4))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeSet:
    """A shape that a person asked for, and by how much it changed the log-odds on average."""

    feature: str
    what: str
    by: str
    reason: str
    changed: float
