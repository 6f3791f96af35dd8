"""When the system keeps silent, and the sentence that says why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alongside.agency.model_file import Aggregate
from alongside.risk.released import Released, ReleasedFeature
from alongside.risk.wording import fact, of_100

_TENTH = 0.1  # of the span that training saw: how far beyond it a value may lie
_NAMED = 3
_COUNTED = frozenset({Aggregate.COUNT, Aggregate.DISTINCT})  # one more than was seen is no stranger


def why_silent(
    released: Released,
    known: list[float | None],
    *,
    known_events: int,
    missing_sources: Iterable[str],
) -> Iterator[str]:
    """A sentence for each thing that forbids an estimate before it is even made."""
    needed = sorted(set(released.use.needs_sources) & set(missing_sources))
    if needed:
        yield f"Nothing is here from {_listed(needed)}, and without it the estimate means little."
    if known_events < released.use.fewest_events:
        yield (
            f"Too little is known of this person: {_count(known_events, 'event')}, "
            f"and an estimate needs at least {released.use.fewest_events}."
        )
    missing = sum(value is None for value in known)
    if missing > released.most_missing:
        yield (
            f"Too much is not recorded: {missing} of {len(known)} facts are missing, and in what "
            f"it learnt from it was never more than {released.most_missing}."
        )
    yield from _beyond(released, known)


def why_too_wide(released: Released, *, estimate: float, low: float, high: float) -> Iterator[str]:
    """A sentence when the range is too wide to help anybody decide."""
    if high - low > released.use.widest_range:
        _, ends = of_100(estimate, low=low, high=high)
        yield f"The honest range is too wide to help: {ends} of 100 {released.about.counts}."


def _beyond(released: Released, known: list[float | None]) -> Iterator[str]:
    far = [
        fact(feature, value)
        for feature, value in zip(released.features, known, strict=True)
        if value is not None and _is_beyond(feature, value)
    ]
    if far:
        more = f" and {len(far) - _NAMED} more" if len(far) > _NAMED else ""
        yield (
            f"Hardly anybody it learnt from was like this: {'; '.join(far[:_NAMED])}{more}. "
            "It does not guess."
        )


def _is_beyond(feature: ReleasedFeature, value: float) -> bool:
    room = _TENTH * (feature.seen_high - feature.seen_low)
    if feature.aggregate in _COUNTED:
        room = max(room, 1.0)
    return not feature.seen_low - room <= value <= feature.seen_high + room


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number or 'no'} {noun}s"
