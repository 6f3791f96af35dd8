"""Linkage: records become people, unsupervised, explained, and never against a person's word.

:func:`link_records` prepares, learns, scores and groups; ``reconcile`` compares the groups with the
identity ledger. This room refuses to derive a person's id from records, to join what is sealed, and
to answer a borderline question by itself.
"""

from alongside.linkage.explain import Agreement, Explanation, explain
from alongside.linkage.join import Borderline, Linked, link_records
from alongside.linkage.model import LinkageModel
from alongside.linkage.one import Candidate, Match, find_matches

__all__ = [
    "Agreement",
    "Borderline",
    "Candidate",
    "Explanation",
    "LinkageModel",
    "Linked",
    "Match",
    "explain",
    "find_matches",
    "link_records",
]
