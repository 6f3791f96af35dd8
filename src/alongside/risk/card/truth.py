"""Where the truth is known: what was attainable, and how much of a difference is reporting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alongside.privacy import suppress_small
from alongside.risk.card.cells import Cell, cells_of_trait
from alongside.risk.card.estimate import Estimate, Floats, from_draws
from alongside.risk.card.resample import Drawn, Resamples
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


def judge_truth(
    rows: Rows, truth: Truth, resamples: Resamples, *, own: Drawn, fewest: int
) -> TruthKnown:
    """Both figures; ``truth`` holds the same rows as ``rows``, ``own`` is the AUC there."""
    return TruthKnown(
        attained=judge_attained(rows, truth, resamples, own=own),
        reporting=judge_reporting(rows, truth, resamples, fewest=fewest),
    )


def judge_attained(
    rows: Rows, truth: Truth, resamples: Resamples, *, own: Drawn | None = None
) -> Attained:
    """The share of attainable performance."""
    best = resamples.auc(rows.y, truth.attainable)
    got = own or resamples.auc(rows.y, rows.score)
    share = from_draws(
        (got.value - 0.5) / (best.value - 0.5), (got.draws - 0.5) / (best.draws - 0.5)
    )
    return Attained(
        says=(
            f"Of what anybody could tell who knew all that shapes the label, it tells "
            f"{of_100(share)} of 100. The rest of the way, to certainty, is chance."
        ),
        attainable_auc=best.estimate,
        share=share,
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
            made += _parts_of_trait(rows, truth, cells, resamples)
    return Reporting(says=_says(made), method=_METHOD, parts=tuple(made))


def _parts_of_trait(
    rows: Rows, truth: Truth, cells: list[Cell], resamples: Resamples
) -> list[Parts]:
    columns = np.column_stack([np.ones(len(rows)), rows.y, truth.harm, truth.harm * truth.reported])
    by_cell = np.hstack([columns * cell.mask[:, None] for cell in cells])
    sums = np.vstack([by_cell.sum(axis=0), resamples.sums(by_cell)]).reshape(-1, len(cells), 4)
    largest = max(range(len(cells)), key=lambda place: int(cells[place].mask.sum()))
    return [
        _parts(cell, cells[largest], _kitagawa(sums[:, [place, largest]]))
        for place, cell in enumerate(cells)
        if place != largest
    ]


_METHOD = (
    "The rate of the label is the rate of harm times the share of harm that becomes a label. The "
    "difference between two groups is taken apart into the difference in harm, at the mean share, "
    "and the difference in the share, at the mean harm (Kitagawa 1955, J. Am. Stat. Assoc. "
    "50:1168); what is left is chance and labels without harm behind them."
)


def _parts(group: Cell, beside: Cell, drawn: Floats) -> Parts:
    """One difference taken apart; the first row of ``drawn`` holds the values, the rest draws."""
    figures = [from_draws(float(column[0]), column[1:]) for column in drawn.T]
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
    """Difference, harm, reporting and rest, ``(b, 4)``, from sums of both groups, ``(b, 2, 4)``.

    The sums are those of one, the label, harm, and harm times its chance to become a label.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        label, harm = sums[:, :, 1] / sums[:, :, 0], sums[:, :, 2] / sums[:, :, 0]
        reported = sums[:, :, 3] / sums[:, :, 2]
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
