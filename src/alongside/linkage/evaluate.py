"""How well records were joined, against a known truth, for everybody and by group.

Everything follows from one table of counts, *true person by cluster*: no pair is ever formed.
Of a pair, *precision* asks whether joined records are one human being, *recall* whether records of
one human being were joined. A pair counts for a group when at least one of its records is of it.

B-cubed: Bagga and Baldwin (1998), *Entity-based cross-document coreferencing using the vector
space model*, ACL. The intervals are percentiles of a bootstrap that draws whole true persons.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from alongside.linkage.tallies import (
    CLAIMED,
    FOUND,
    RIGHT,
    WANTED,
    count_cells,
    group_tally,
    pair_tally,
    person_tally,
    record_tally,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from alongside.linkage.tallies import Numbers

FEW_PAIRS = 50  # a group with fewer true pairs says nothing that holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A share between 0 and 1 with its 95 % interval; ``None`` where nothing was to be found."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How often joining was right (precision), how much was found (recall), and both (F1)."""

    precision: Measure
    recall: Measure
    f1: Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScore:
    """Pairs that touch one group. ``pairs`` is ``None`` when the group is too small to say."""

    records: int
    too_small: bool
    pairs: Score | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What was measured.

    Attributes
    ----------
    records : int
        Records that are in the truth and in a cluster; everything is measured on these.
    unmatched : int
        Records of the truth that are in no cluster (rejected, or not received).
    pairs, clusters, bcubed : Score
        By pair of records; by person joined exactly (all records, nobody else's); by record.
    worst_group, worst_group_recall_gap
        The group whose pair recall is lowest, and by how much it lies below everybody's.
    """

    records: int
    unmatched: int
    people: int
    true_pairs: int
    pairs: Score
    clusters: Score
    bcubed: Score
    groups: dict[str, GroupScore] = field(default_factory=dict)
    worst_group: str | None = None
    worst_group_recall_gap: float | None = None

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, keys as the attributes are named."""
        return asdict(self)


def evaluate(
    clusters: Mapping[str, Hashable],
    truth: Mapping[str, Hashable],
    groups: Mapping[str, str] | None = None,
    *,
    seed: int,
    resamples: int = 200,
) -> Evaluation:
    """Measure clusters against the truth.

    Parameters
    ----------
    clusters, truth : mapping of record id to anything
        Records with the same value are joined; are one human being.
    groups : mapping of record id to str, optional
        The group of a record; records without one count for no group.
    seed, resamples : int
        Chance and size of the bootstrap.
    """
    import numpy as np

    records = sorted(truth.keys() & clusters.keys())
    if not records:
        return _nothing(len(truth))
    table = count_cells([truth[one] for one in records], [clusters[one] for one in records])
    marks = _marks(records, groups or {})
    tallies = [
        pair_tally(table),
        person_tally(table),
        record_tally(table),
        *(group_tally(table, mark) for mark in marks.values()),
    ]
    drawn = _resample(np.hstack(tallies), seed=seed, resamples=resamples)
    scores = [_score(one, drawn[:, 4 * n : 4 * n + 4]) for n, one in enumerate(tallies)]
    by_group = {
        name: _of_group(int(mark.sum()), tally, score)
        for (name, mark), tally, score in zip(marks.items(), tallies[3:], scores[3:], strict=True)
    }
    worst, gap = _worst(scores[0], by_group)
    return Evaluation(
        records=len(records),
        unmatched=len(truth) - len(records),
        people=table.people,
        true_pairs=round(float(tallies[0][:, WANTED].sum())),
        pairs=scores[0],
        clusters=scores[1],
        bcubed=scores[2],
        groups=by_group,
        worst_group=worst,
        worst_group_recall_gap=gap,
    )


def _marks(records: Sequence[str], groups: Mapping[str, str]) -> dict[str, NDArray[np.bool_]]:
    """For each group, which of the records are of it."""
    import numpy as np

    named = np.array([groups.get(one, "") for one in records], dtype=object)
    return {name: named == name for name in sorted(set(named.tolist()) - {""})}


def _nothing(unmatched: int) -> Evaluation:
    none = Measure(value=None, low=None, high=None)
    score = Score(precision=none, recall=none, f1=none)
    return Evaluation(
        records=0,
        unmatched=unmatched,
        people=0,
        true_pairs=0,
        pairs=score,
        clusters=score,
        bcubed=score,
    )


def _resample(tallies: Numbers, *, seed: int, resamples: int) -> Numbers:
    """The sums of each column when as many people are drawn with replacement."""
    import numpy as np

    rng = np.random.default_rng(seed)
    people = len(tallies)
    sums = np.empty((resamples, tallies.shape[1]))
    for row in sums:
        times = np.bincount(rng.integers(0, people, size=people), minlength=people)
        row[:] = times @ tallies
    return sums


def _score(tally: Numbers, drawn: Numbers) -> Score:
    precision, recall, f1 = (
        _measure(one, many)
        for one, many in zip(_ratios(tally.sum(axis=0)[None, :]), _ratios(drawn), strict=True)
    )
    return Score(precision=precision, recall=recall, f1=f1)


def _ratios(sums: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Precision, recall and their harmonic mean of each row; NaN for nothing out of nothing."""
    import numpy as np

    with np.errstate(invalid="ignore", divide="ignore"):
        precision = sums[:, RIGHT] / sums[:, CLAIMED]
        recall = sums[:, FOUND] / sums[:, WANTED]
        f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, np.where(precision + recall == 0, 0.0, f1)


def _measure(value: Numbers, drawn: Numbers) -> Measure:
    import numpy as np

    if np.isnan(value[0]):
        return Measure(value=None, low=None, high=None)
    low, high = np.nanpercentile(drawn, [2.5, 97.5]) if not np.isnan(drawn).all() else value[[0, 0]]
    return Measure(value=float(value[0]), low=float(low), high=float(high))


def _of_group(records: int, tally: Numbers, score: Score) -> GroupScore:
    too_small = bool(tally[:, WANTED].sum() < FEW_PAIRS)
    return GroupScore(records=records, too_small=too_small, pairs=None if too_small else score)


def _worst(overall: Score, groups: Mapping[str, GroupScore]) -> tuple[str | None, float | None]:
    recalls = sorted(
        (one.pairs.recall.value, name)
        for name, one in groups.items()
        if one.pairs is not None and one.pairs.recall.value is not None
    )
    if not recalls or overall.recall.value is None:
        return None, None
    lowest, name = recalls[0]
    return name, overall.recall.value - lowest
