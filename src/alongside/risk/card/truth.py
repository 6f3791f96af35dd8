"""Where the truth is known: what was attainable, and how much of a difference is reporting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alongside.privacy import suppress_small
from alongside.risk.card.cells import Cell, cells_of_trait
from alongside.risk.card.estimate import Estimate, Floats, from_draws
from alongside.risk.card.ranking import Ranking
from alongside.risk.card.resample import Resamples
from alongside.risk.card.rows import NOT_RECORDED, Rows
from alongside.risk.card.words import number, of_100, sentence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Truth:
    """What the simulator knows of every row of a matrix, in the order of its table.

    ``attainable`` is the chance of the label given all that shapes it; ``harm`` whether, or with
    what chance, true harm comes within the label's window; ``reported`` the chance that such harm
    becomes a label.
    """

    attainable: Floats
    harm: Floats
    reported: Floats

    def at(self, positions: np.ndarray) -> Truth:
        """The truth of these rows of the table."""
        return Truth(
            attainable=self.attainable[positions],
            harm=self.harm[positions],
            reported=self.reported[positions],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attained:
    """``share`` is (AUC − .5) / (attainable AUC − .5), paired on the same rows and draws."""

    says: str
    attainable_auc: Estimate
    share: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A difference in the label between a group and ``beside``, taken apart; they add up.

    ``by_harm`` + ``by_reporting`` + ``rest`` = ``difference``; ``rest`` is chance, and labels
    without harm behind them.
    """

    trait: str
    value: str
    beside: str
    difference: Estimate
    by_harm: Estimate
    by_reporting: Estimate
    rest: Estimate
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """How much of each group difference is reporting and not harm."""

    says: str
    method: str
    parts: tuple[Parts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthKnown:
    """What only a simulated agency can tell."""

    attained: Attained
    reporting: Reporting


def judge_truth(rows: Rows, truth: Truth, resamples: Resamples, *, fewest: int) -> TruthKnown:
    """Both figures; ``truth`` holds the same rows as ``rows``."""
    return TruthKnown(
        attained=judge_attained(rows, truth, resamples),
        reporting=judge_reporting(rows, truth, resamples, fewest=fewest),
    )


def judge_attained(rows: Rows, truth: Truth, resamples: Resamples) -> Attained:
    """The share of attainable performance."""
    own, best = Ranking(rows.y, rows.score), Ranking(rows.y, truth.attainable)
    ceiling, draws = float(best.auc()[0]), resamples.draws(best.auc)
    share = (float(own.auc()[0]) - 0.5) / (ceiling - 0.5)
    attained = from_draws(share, (resamples.draws(own.auc) - 0.5) / (draws - 0.5))
    return Attained(
        says=(
            f"Of what anybody could tell who knew all that shapes the label, it tells "
            f"{of_100(attained)} of 100. The rest of the way, to certainty, is chance."
        ),
        attainable_auc=from_draws(ceiling, draws),
        share=attained,
    )


def judge_reporting(rows: Rows, truth: Truth, resamples: Resamples, *, fewest: int) -> Reporting:
    """Kitagawa's parts of every group's difference from the largest group of its trait."""
    made: list[Parts] = []
    for trait in rows.traits:
        cells = [
            cell
            for cell in cells_of_trait(rows, trait)
            if cell.value != NOT_RECORDED
            and suppress_small(rows.people(cell.mask), fewest=fewest) is not None
        ]
        if len(cells) > 1:
            largest = max(cells, key=lambda cell: int(cell.mask.sum()))
            others = [cell for cell in cells if cell is not largest]
            made += [parts_of(rows, truth, cell, largest, resamples) for cell in others]
    return Reporting(says=_says(made), method=_METHOD, parts=tuple(made))


_METHOD = (
    "The rate of the label is the rate of harm times the share of harm that becomes a label. The "
    "difference between two groups is taken apart into the difference in harm, at the mean share, "
    "and the difference in the share, at the mean harm (Kitagawa 1955, J. Am. Stat. Assoc. "
    "50:1168); what is left is chance and labels without harm behind them."
)


def parts_of(rows: Rows, truth: Truth, group: Cell, beside: Cell, resamples: Resamples) -> Parts:
    """One difference taken apart, each part with its interval."""
    columns = np.column_stack([np.ones(len(rows)), rows.y, truth.harm, truth.harm * truth.reported])
    both = np.hstack([columns * cell.mask[:, None] for cell in (group, beside)])
    keep = group.mask | beside.mask
    value = _kitagawa(both[keep].sum(axis=0)[None])[0]
    draws = resamples.draws(lambda weights: _kitagawa(weights @ both[keep]), keep)
    figures = [from_draws(value[i], draws[:, i]) for i in range(4)]
    return Parts(
        trait=group.trait,
        value=group.value,
        beside=beside.value,
        difference=figures[0],
        by_harm=figures[1],
        by_reporting=figures[2],
        rest=figures[3],
        says=_say_parts(group, beside, figures),
    )


def _kitagawa(sums: Floats) -> Floats:
    """Difference, harm, reporting and rest, ``(b, 4)``, from sums of both groups, ``(b, 8)``."""
    with np.errstate(invalid="ignore", divide="ignore"):
        label = sums[:, [1, 5]] / sums[:, [0, 4]]
        harm = sums[:, [2, 6]] / sums[:, [0, 4]]
        reported = sums[:, [3, 7]] / sums[:, [2, 6]]
    difference = label[:, 0] - label[:, 1]
    by_harm = (harm[:, 0] - harm[:, 1]) * reported.mean(axis=1)
    by_reporting = (reported[:, 0] - reported[:, 1]) * harm.mean(axis=1)
    return np.column_stack([difference, by_harm, by_reporting, difference - by_harm - by_reporting])


def _say_parts(group: Cell, beside: Cell, figures: list[Estimate]) -> str:
    difference = figures[0]
    start = f"{group.trait} {group.value}, beside {beside.value}"
    if difference.holds(0):
        return sentence(f"{start}: no difference in the label is shown")
    whole, harm, reporting, rest = (
        number(100 * one.value * (1 if difference.value > 0 else -1), fine=True) for one in figures
    )
    more = "more" if difference.value > 0 else "fewer"
    return sentence(
        f"{start}: {whole} of 100 {more} with the label. Of these, {harm} come from harm, "
        f"{reporting} from who gets reported and confirmed, {rest} from chance and from labels "
        "without harm"
    )


def _says(made: list[Parts]) -> str:
    apart = [one for one in made if not one.difference.holds(0)]
    if not apart:
        return "No group is shown to differ in the label from the largest one of its trait."
    wide = max(apart, key=lambda one: abs(one.by_reporting.value))
    return f"Where reporting weighs most: {wide.says}"
