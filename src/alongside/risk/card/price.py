"""The price of the glass box: what a model that nobody can read would do on the same rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.risk.card.estimate import Estimate, from_draws
from alongside.risk.card.resample import Drawn, Resamples
from alongside.risk.card.rows import Rows
from alongside.risk.card.words import number

if TYPE_CHECKING:
    from alongside.risk.trained import Peer

_CALLED = {"lightgbm": "LightGBM", "logistic": "Logistic regression"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerFigure:
    """Another model on the same rows; ``difference`` is its AUC less that of the glass box."""

    name: str
    says: str
    auc: Estimate
    difference: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """The glass box beside its peers."""

    says: str
    auc: Estimate
    peers: tuple[PeerFigure, ...]


def judge_price(rows: Rows, peers: Iterable[Peer], resamples: Resamples, *, own: Drawn) -> Price:
    """AUC of every peer and the difference to ``own``, paired: all see the same draws."""
    figures = []
    for peer in peers:
        other = resamples.auc(rows.y, peer.test)
        difference = from_draws(other.value - own.value, other.draws - own.draws)
        figures.append(
            PeerFigure(
                name=_CALLED.get(peer.name, peer.name),
                says=peer.says,
                auc=other.estimate,
                difference=difference,
            )
        )
    made = tuple(figures)
    return Price(says=_says(made), auc=own.estimate, peers=made)


def _says(peers: tuple[PeerFigure, ...]) -> str:
    parts = [f"{_compare(peer)}" for peer in peers]
    return f"This model can be read, line by line. {' '.join(parts)}"


def _compare(peer: PeerFigure) -> str:
    nought = Estimate(value=0, low=0, high=0)
    side = peer.difference.clears(nought)
    if not side:
        return (
            f"{peer.name} is not shown to be better or worse: {_pairs(peer.difference)} "
            "of 100 pairs."
        )
    low, high = sorted((abs(peer.difference.low), abs(peer.difference.high)))
    by = _pairs(Estimate(value=abs(peer.difference.value), low=low, high=high))
    often = "more" if side > 0 else "less"
    return f"{peer.name} puts the right one first {often} often, by {by} of 100 pairs."


def _pairs(difference: Estimate) -> str:
    """A small difference with its decimal, however wide its range."""
    value, low, high = (
        number(100 * part, fine=True)
        for part in (difference.value, difference.low, difference.high)
    )
    return f"{value} ({low} to {high})"
