"""Make a card: of a training, or of a released model on rows that came later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alongside.core import AlongsideError
from alongside.risk.card.about import (
    TESTED,
    DataUsed,
    ShapeSet,
    part_of,
    say_data,
    say_exposure,
    say_label,
    say_purpose,
    say_silence,
)
from alongside.risk.card.calibration import judge_calibration
from alongside.risk.card.card import Card
from alongside.risk.card.groups import Groups, judge_groups
from alongside.risk.card.price import Price, judge_price
from alongside.risk.card.proxies import judge_proxies
from alongside.risk.card.quality import judge_quality
from alongside.risk.card.ranges import judge_ranges
from alongside.risk.card.resample import Resamples
from alongside.risk.card.rows import Rows, rows_of
from alongside.risk.card.stability import judge_stability
from alongside.risk.card.tested import rows_to_test
from alongside.risk.card.truth import Truth, judge_truth
from alongside.risk.card.usefulness import judge_usefulness

if TYPE_CHECKING:
    from alongside.agency.model_file import ModelFile
    from alongside.risk.released import Released
    from alongside.risk.trained import Peer, Scored, Trained
    from alongside.timeline.matrix import Matrix

DRAWS = 200
_FEWEST_EITHER = 20  # of either outcome; with fewer no figure means anything


def make_card(
    trained: Trained, matrix: Matrix, model: ModelFile, *, truth: Truth | None = None, seed: int
) -> Card:
    """The card of a training, judged on its test rows.

    ``matrix`` is the one it was trained on; ``truth``, for simulated agencies, holds all its rows.
    Raises ``AL-R060`` if the test rows hold fewer than 20 of either outcome.
    """
    rows = rows_of(trained.test, matrix)
    resamples = _resamples(rows, seed)
    data = say_data(
        model,
        matrix.about,
        parts=tuple(
            part_of(name, _dates(matrix, scored))
            for name, scored in (
                ("learnt from", trained.train),
                ("calibrated on", trained.calibration),
                (TESTED, trained.test),
            )
        ),
        left_out={**matrix.about.left_out, **trained.parted.left_out},
        test_from=trained.parted.test_from,
    )
    return _card(
        rows,
        resamples,
        (trained.released, trained.sha256),
        (matrix, model),
        data=data,
        peers=trained.peers,
        truth=truth.at(trained.test.at) if truth else None,
        seed=seed,
    )


def evaluate_more(
    earlier: Card,
    released: Released,
    matrix: Matrix,
    model: ModelFile,
    *,
    truth: Truth | None = None,
    seed: int,
) -> Card:
    """The same figures for a released model on a matrix of now; nothing is trained.

    ``earlier`` is the card of the training. If the matrix holds the very rows of the training, the
    same people are tested on, and the price of the glass box stays; if not, rows from the first
    date of the test on. Raises ``AL-R060`` as :func:`make_card`, and ``AL-R062`` if nothing parts
    the rows from those learnt from.
    """
    from alongside.risk.arrays import labels, values
    from alongside.risk.train import score_rows

    test = rows_to_test(earlier, released, matrix, model)
    names = [feature.name for feature in released.features]
    scored = score_rows(released, values(matrix, names), labels(matrix), at=test.at)
    rows = rows_of(scored, matrix)
    kept = tuple(part for part in earlier.data.parts if part.name != TESTED)
    data = say_data(
        model,
        matrix.about,
        parts=(*kept, part_of(TESTED, _dates(matrix, scored))),
        left_out={**matrix.about.left_out, **test.left_out},
        test_from=earlier.data.test_from,
        people_apart=test.same_rows,
    )
    return _card(
        rows,
        _resamples(rows, seed),
        (released, earlier.sha256),
        (matrix, model),
        data=data,
        price=earlier.price if test.same_rows else None,
        truth=truth.at(test.at) if truth else None,
        seed=seed,
        newer=not test.same_rows,
    )


def _dates(matrix: Matrix, scored: Scored) -> np.ndarray:
    on = matrix.table["as_of_on"].to_numpy(zero_copy_only=False)
    return np.asarray(on[scored.at].astype("datetime64[D]"))


def _resamples(rows: Rows, seed: int) -> Resamples:
    happened = int(rows.happened.sum())
    if min(happened, len(rows) - happened) < _FEWEST_EITHER:
        raise AlongsideError(
            "AL-R060",
            seen="The rows to test on hold too few where it happened, or where it did not",
            wanted=f"at least {_FEWEST_EITHER} of either",
            do="Take more time or more people into the cohort, or a label that is less rare",
        )
    return Resamples(rows.unit, times=DRAWS, seed=seed)


def _card(
    rows: Rows,
    resamples: Resamples,
    released: tuple[Released, str],
    sources: tuple[Matrix, ModelFile],
    *,
    data: DataUsed,
    truth: Truth | None,
    seed: int,
    peers: tuple[Peer, ...] = (),
    price: Price | None = None,
    newer: bool = False,
) -> Card:
    (pinned, sha256), (matrix, model) = released, sources
    fewest, counts = model.audit.fewest, model.counts
    own = resamples.auc(rows.y, rows.score)
    return Card(
        name=pinned.name,
        title=model.title,
        counts=counts,
        decision=model.decision,
        newer=newer,
        sha256=sha256,
        pins={name: str(value) for name, value in pinned.pins.model_dump().items()},
        purpose=say_purpose(model),
        label=say_label(model),
        data=data,
        quality=judge_quality(rows, resamples, own=own, counts=counts),
        calibration=judge_calibration(rows),
        usefulness=judge_usefulness(rows, capacity=model.use.capacity, counts=counts),
        groups=_groups(rows, model),
        stability=judge_stability(rows, resamples, fewest=fewest),
        proxies=judge_proxies(rows, model.feature, fewest=fewest, seed=seed),
        price=judge_price(rows, peers, resamples, own=own) if peers else price,
        exposure=say_exposure(matrix.about, matrix.table.num_rows, fewest=fewest, counts=counts),
        ranges=judge_ranges(rows),
        silence=say_silence(rows, model),
        shapes=_shapes(pinned),
        truth=judge_truth(rows, truth, resamples, own=own, fewest=fewest) if truth else None,
    )


def _groups(rows: Rows, model: ModelFile) -> Groups:
    return judge_groups(
        rows,
        capacity=model.use.capacity,
        fewest=model.audit.fewest,
        intersections=model.audit.intersections,
        counts=model.counts,
    )


def _shapes(released: Released) -> tuple[ShapeSet, ...]:
    return tuple(
        ShapeSet(
            feature=one.feature,
            what=one.what,
            by=one.by,
            reason=one.reason,
            changed=round(one.changed, 4),
        )
        for one in released.shapes
    )
