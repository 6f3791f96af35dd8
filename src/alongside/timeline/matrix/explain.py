"""A model file in plain sentences, so that it can be read aloud in a meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from alongside.agency.model_file import (
    Aggregate,
    FeatureEntry,
    Label,
    ModelFile,
    Scope,
    ShapeEntry,
    Which,
)

_WHOSE = {
    Scope.PERSON: "of the person",
    Scope.HOUSEHOLD: "of everybody in the person's household",
    Scope.EARLIER_HOUSEHOLDS: "of people she lived with before and does not live with now",
    Scope.SIBLINGS: "of her siblings",
}

_SENTENCES: dict[Aggregate, str] = {
    Aggregate.COUNT: "how many {events} {whose} there were {window}",
    Aggregate.SUM: "the values of the {events} {whose} {window}, added up",
    Aggregate.MIN: "the smallest value of the {events} {whose} {window}",
    Aggregate.MAX: "the largest value of the {events} {whose} {window}",
    Aggregate.MEAN: "the mean value of the {events} {whose} {window}",
    Aggregate.LAST: "the value of the newest of the {events} {whose} {window}",
    Aggregate.DAYS_SINCE_FIRST: "how many days ago the first of the {events} {whose} was {window}",
    Aggregate.DAYS_SINCE_LAST: "how many days ago the newest of the {events} {whose} was {window}",
    Aggregate.TREND: "by how much the value of the {events} {whose} rose or fell in a year"
    " {window}",
    Aggregate.DISTINCT: "how many different details the {events} {whose} had {window}",
    Aggregate.AGE: "the age of the person in years",
}


def explain_model(model: ModelFile) -> list[str]:
    """Say in plain English what a model is for, whom it looks at, what it learns from and how."""
    return [
        f"{model.title}.",
        f"It may advise at one decision: {_words(model.decision)}.",
        f"It reads only what may be used for {_and([_words(one) for one in model.purposes])}.",
        *(f"It is for this: {_end(one)}" for one in model.use_for),
        *(f"It is not for this: {_end(one)}" for one in model.not_for),
        *_cohort(model),
        *_label(model.label),
        f"It looks at {len(model.feature)} things about the time before:",
        *(_feature(one) for one in model.feature),
        *_shapes(model.shape),
        *_silence(model),
        *_audit(model),
        *(f"It cannot know this: {_end(one)}" for one in model.cannot_know),
    ]


def _cohort(model: ModelFile) -> list[str]:
    cohort = model.cohort
    said = [f"Each row is one {_events(cohort.which, one=True)}; together they are {model.counts}."]
    if cohort.sees == "day_before":
        said.append(
            "It sees what was known the day before that became known, and that event itself,"
            " because what follows on the same day may be its consequence."
        )
    else:
        said.append("It sees all that was known by the end of the day on which that became known.")
    if cohort.from_on or cohort.until_on:
        begin = f" from {cohort.from_on}" if cohort.from_on else ""
        end = f" before {cohort.until_on}" if cohort.until_on else ""
        said.append(f"Only rows{begin}{end} count.")
    if cohort.age_from is not None or cohort.age_under is not None:
        begin = f" from {cohort.age_from:g}" if cohort.age_from is not None else ""
        end = f" under {cohort.age_under:g}" if cohort.age_under is not None else ""
        said.append(f"Only people{begin}{end} years of age count.")
    return said


def _label(label: Label) -> list[str]:
    if label.how == "any" or label.among is None:
        asks = f"at least one {_events(label.which, one=True)} happened"
        after = f"within {_span(label.within_days)} after"
    else:
        asks = f"the next {_events(label.among, one=True)} is a {_events(label.which, one=True)}"
        after = f"if there is one within {_span(label.within_days)}"
    return [
        f"It estimates whether {asks} {after}; that is read as: {_end(label.says)}",
        f"This stands for {_end(label.stands_for)}",
        f"It is not the same: {_end(label.mismatch)}",
    ]


def _feature(feature: FeatureEntry) -> str:
    days = feature.window_days
    text = _SENTENCES[feature.aggregate].format(
        events=_events(feature.which) if feature.which else "",
        whose=_WHOSE[feature.of],
        window=f"in the {_days(days)} before" if days else "at any time before",
    )
    changeable = ""
    if feature.circumstance:
        changeable = f"; it speaks of {_words(feature.circumstance)}, which can change"
    return f"- {_words(feature.name)}: {text}{changeable}."


def _events(which: Which, *, one: bool = False) -> str:
    """The events of a condition, in words."""
    kinds = _or([_words(kind) for kind in which.kinds])
    parts = [f"{kinds} event" if one else f"{kinds} events"]
    say = "that says" if one else "that say"
    for said, wanted in ((say, which.details), ("with code", which.codes)):
        if wanted:
            parts.append(f"{said} {_or([f'“{value}”' for value in wanted])}")
    if which.at_least is not None:
        parts.append(f"of {which.at_least:g} or more")
    if which.at_most is not None:
        parts.append(f"of {which.at_most:g} or less")
    if which.sources:
        parts.append(f"from {_or([_words(name) for name in which.sources])}")
    return " ".join(parts)


_SHAPES: tuple[tuple[Callable[[ShapeEntry], object], str], ...] = (
    (lambda shape: shape.monotone == "up", "the estimate never falls as {feature} grows"),
    (lambda shape: shape.monotone == "down", "the estimate never rises as {feature} grows"),
    (lambda shape: shape.points, "the shape of {feature} is drawn by hand"),
    (
        lambda shape: shape.flat_from is not None,
        "the shape of {feature} is level from {flat_from:g} on",
    ),
)


def _shapes(shapes: Sequence[ShapeEntry]) -> list[str]:
    said = []
    for shape in shapes:
        does = next(text for holds, text in _SHAPES if holds(shape))
        does = does.format(feature=f"“{_words(shape.feature)}”", flat_from=shape.flat_from)
        said.append(f"{shape.by}, decided: {does}. The reason: {_end(shape.reason)}")
    return said


def _silence(model: ModelFile) -> list[str]:
    use = model.use
    said = []
    if use.needs_sources:
        names = _or([_words(one) for one in use.needs_sources])
        said.append(f"It says nothing when there is no record of {names}.")
    if use.fewest_events:
        said.append(f"It says nothing when fewer than {use.fewest_events} events are known.")
    said.append(f"It says nothing when its range is wider than {use.widest_range * 100:g} of 100.")
    return said


def _audit(model: ModelFile) -> list[str]:
    groups = [_words(one) for one in (*model.audit.traits, *model.audit.records)]
    if not groups:
        return ["Its errors are not shown by group."]
    return [f"Its errors are shown by {_and(groups)}, which are read for this alone."]


def _days(days: int) -> str:
    if days % 365 == 0:
        years = days // 365
        return "year" if years == 1 else f"{years} years"
    return "day" if days == 1 else f"{days} days"


def _span(days: int) -> str:
    text = _days(days)
    return text if text[0].isdigit() else f"a {text}"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _end(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _and(words: Sequence[str]) -> str:
    return _joined(words, "and")


def _or(words: Sequence[str]) -> str:
    return _joined(words, "or")


def _joined(words: Sequence[str], last: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
