"""The card itself: all sections, as data with sentences, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alongside.core import AlongsideError
from alongside.risk.card.about import DataUsed, Exposure, ItIsFor, LabelMeant, ShapeSet, Silence
from alongside.risk.card.calibration import Calibration
from alongside.risk.card.codec import from_plain, to_plain
from alongside.risk.card.groups import Groups
from alongside.risk.card.price import Price
from alongside.risk.card.proxies import Proxies
from alongside.risk.card.quality import Quality
from alongside.risk.card.ranges import Ranges
from alongside.risk.card.stability import Stability
from alongside.risk.card.truth import TruthKnown
from alongside.risk.card.usefulness import Usefulness
from alongside.risk.card.words import sentence

FORMAT = "alongside-card-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is known of a model. Every section has ``says``: its sentence for any reader.

    ``newer`` is True for rows that training has not seen, neither to learn nor to test; such a
    card has no ``price``. ``truth`` is there for simulated agencies only. ``pins`` are hashes by
    name.
    """

    name: str
    title: str
    counts: str
    decision: str
    newer: bool
    sha256: str
    pins: dict[str, str]
    purpose: ItIsFor
    label: LabelMeant
    data: DataUsed
    quality: Quality
    calibration: Calibration
    usefulness: Usefulness
    groups: Groups
    stability: Stability
    proxies: Proxies
    price: Price | None
    exposure: Exposure
    ranges: Ranges
    silence: Silence
    shapes: tuple[ShapeSet, ...]
    truth: TruthKnown | None
    format: str = FORMAT

    def as_json(self) -> dict[str, Any]:
        """Plain dicts, lists, strings and numbers; keys are stable within a ``format``.

        ``sentences`` holds what :func:`card_lines` says; it is not read back.
        """
        return {**to_plain(self), "sentences": list(card_lines(self))}

    @staticmethod
    def from_json(said: str | Mapping[str, Any]) -> Card:
        """The card that :meth:`as_json` took apart; ``AL-R061`` if it is of another format."""
        try:
            plain = dict(json.loads(said) if isinstance(said, str) else said)
            plain.pop("sentences", None)  # made anew from the rest
            if plain.get("format") == FORMAT:
                return from_plain(Card, plain)
        except (KeyError, TypeError, ValueError) as error:
            raise _unreadable() from error
        raise _unreadable()


def _unreadable() -> AlongsideError:
    return AlongsideError(
        "AL-R061",
        seen="This model card cannot be read by this version of Alongside",
        wanted=f"a card of the format {FORMAT}",
        do="Make the card again: `alongside evaluate`",
    )


def card_lines(card: Card) -> tuple[str, ...]:
    """The card in sentences, in the order of its sections, for a terminal or a letter."""
    groups = card.groups.says
    said = (
        card.purpose.says,
        sentence(f"It is for: {'; '.join(card.purpose.use_for)}"),
        sentence(f"It is not for: {'; '.join(card.purpose.not_for)}"),
        card.label.says,
        sentence(f"The label stands for: {card.label.stands_for}. But: {card.label.mismatch}"),
        card.data.says,
        card.quality.says,
        card.calibration.says,
        card.calibration.by_words,
        card.ranges.says,
        card.usefulness.says,
        card.usefulness.by_words,
        groups,
        *card.groups.notes,
        *(one.says for one in card.groups.named if one.burden and one.says not in groups),
        card.stability.says,
        card.proxies.says,
        *([card.price.says] if card.price else []),
        card.exposure.says,
        card.silence.says,
        *([card.truth.attained.says, card.truth.reporting.says] if card.truth else []),
    )
    return tuple(dict.fromkeys(said))
