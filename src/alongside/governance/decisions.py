"""The order of a decision: a worker judges, then may see advice, then decides.

A judgement and a decision are a human's, with a name and a reason; advice is the system's. No code
path turns the one into the other, and nobody sees advice before her own judgement is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

# Kinds of our own events that come after advice was seen: never what a later model learns from.
AFTER_ADVICE_KINDS = frozenset({"advice_opened", "decided_after_advice"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPoint:
    """Something that waits for a decision: one referral of one person.

    ``(kind, source, source_key)`` names it for ever; ``kind`` is a file of ``decisions/``.
    """

    kind: str
    source: str
    source_key: str
    person_id: UUID
    opened_at: datetime  # when it happened
    known_at: datetime  # when the agency knew


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a worker thought by herself, before any advice. Append-only."""

    worker_id: str
    band: str
    reason: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a judgement has a reason")


class AdviceUse(StrEnum):
    """What became of the advice."""

    NOT_SEEN = "not_seen"
    NOT_USED = "not_used"  # one click, no reason asked
    AGREED = "agreed"
    CHANGED_MY_VIEW = "changed_my_view"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a named worker decided, and why."""

    worker_id: str
    choice: str
    reason: str
    at: datetime
    advice: AdviceUse = AdviceUse.NOT_SEEN


class PointState(StrEnum):
    """Where a decision point is."""

    WAITING = "waiting"
    DECIDED = "decided"  # here, by a named worker
    CLOSED_ELSEWHERE = "closed_elsewhere"  # a source system says that it was decided there


POINT_TRANSITIONS: dict[PointState, frozenset[PointState]] = {
    PointState.WAITING: frozenset({PointState.DECIDED, PointState.CLOSED_ELSEWHERE}),
    PointState.DECIDED: frozenset({PointState.WAITING}),  # withdrawn by who decided, that day
    PointState.CLOSED_ELSEWHERE: frozenset(),
}


class ModelState(StrEnum):
    """Where a version of a model is in its life."""

    DRAFT = "draft"  # trained, not looked at
    TESTED = "tested"  # evaluated on later dates, with a card
    RELEASED = "released"  # by a named human, with reasons: may advise
    PAUSED = "paused"  # advice is gone at once
    RETIRED = "retired"


MODEL_TRANSITIONS: dict[ModelState, frozenset[ModelState]] = {
    ModelState.DRAFT: frozenset({ModelState.TESTED, ModelState.RETIRED}),
    ModelState.TESTED: frozenset({ModelState.RELEASED, ModelState.RETIRED}),
    ModelState.RELEASED: frozenset({ModelState.PAUSED, ModelState.RETIRED}),
    ModelState.PAUSED: frozenset({ModelState.RELEASED, ModelState.RETIRED}),
    ModelState.RETIRED: frozenset(),
}


class Door(StrEnum):
    """Whether advice may be opened, and if not why."""

    OPEN = "open"
    JUDGE_FIRST = "judge_first"
    DECIDED = "decided"  # advice ends with the decision
    NO_MODEL = "no_model"
    PAUSED = "paused"
    NO_AI = "no_ai"  # the person or the agency wants none
    IDENTITY_CHANGED = "identity_changed"  # records were joined or parted since the judgement
    NOT_HELD = "not_held"  # taken down since the records were joined
    STALE = "stale"  # the joined records are missing or old


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known when somebody asks for advice."""

    state: PointState
    judged: bool  # this worker's own judgement is kept
    model_state: ModelState | None  # of the model that serves this decision point
    no_ai: bool = False
    identity_changed: bool = False
    held: bool = True  # by the joined records
    stale: bool = False


def advice_door(standing: Standing) -> Door:
    """The first reason why advice stays closed, or ``OPEN``. Every door asks here."""
    closed = (
        (standing.state is not PointState.WAITING, Door.DECIDED),
        (standing.no_ai, Door.NO_AI),
        (standing.model_state is ModelState.PAUSED, Door.PAUSED),
        (standing.model_state is not ModelState.RELEASED, Door.NO_MODEL),
        (not standing.judged, Door.JUDGE_FIRST),
        (standing.identity_changed, Door.IDENTITY_CHANGED),
        (standing.stale, Door.STALE),
        (not standing.held, Door.NOT_HELD),
    )
    return next((door for shut, door in closed if shut), Door.OPEN)
