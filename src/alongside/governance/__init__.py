"""What a named human decided, and the ledger of who looked and who changed.

Advice and Decision are different types everywhere. This room stores nothing: the web's stores
implement its Protocols. A ledger that cannot be written to denies the read.
"""

from alongside.governance.decisions import (
    AFTER_ADVICE_KINDS,
    MODEL_TRANSITIONS,
    POINT_TRANSITIONS,
    AdviceUse,
    Decision,
    DecisionPoint,
    Door,
    Judgement,
    ModelState,
    PointState,
    Standing,
    advice_door,
)
from alongside.governance.ledger import Entry, Ledger, LedgerUnavailable
from alongside.governance.sealing import Batch, Finding, Head, seal_batch, verify_chain
from alongside.governance.transitions import IDENTITY_TRANSITIONS, ProposalState, check_transition

__all__ = [
    "AFTER_ADVICE_KINDS",
    "IDENTITY_TRANSITIONS",
    "MODEL_TRANSITIONS",
    "POINT_TRANSITIONS",
    "AdviceUse",
    "Batch",
    "Decision",
    "DecisionPoint",
    "Door",
    "Entry",
    "Finding",
    "Head",
    "Judgement",
    "Ledger",
    "LedgerUnavailable",
    "ModelState",
    "PointState",
    "ProposalState",
    "Standing",
    "advice_door",
    "check_transition",
    "seal_batch",
    "verify_chain",
]
