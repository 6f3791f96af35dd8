"""What a named human decided, and the ledger of who looked and who changed.

Advice and Decision are different types everywhere. This room stores nothing: the web's stores
implement its Protocols. A ledger that cannot be written to denies the read.
"""

from alongside.governance.ledger import Entry, Ledger, LedgerUnavailable
from alongside.governance.sealing import Batch, Finding, Head, seal_batch, verify_chain
from alongside.governance.transitions import IDENTITY_TRANSITIONS, ProposalState, check_transition

__all__ = [
    "IDENTITY_TRANSITIONS",
    "Batch",
    "Entry",
    "Finding",
    "Head",
    "Ledger",
    "LedgerUnavailable",
    "ProposalState",
    "check_transition",
    "seal_batch",
    "verify_chain",
]
