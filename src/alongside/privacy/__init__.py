"""Who may see what, for which purpose.

Every read of a person takes an :class:`Access`; :func:`can` is the one place that decides.
This room refuses to guess: an unknown role, purpose or sensitivity is a no.
"""

from alongside.privacy.access import Access, Refusal, Verb, Worker, can, check_can, visible_events
from alongside.privacy.case_access import CaseGuard, can_case, check_can_case
from alongside.privacy.roles import DEFAULT_ROLES, Role
from alongside.privacy.suppression import suppress_small, suppress_small_counts
from alongside.privacy.traits import PROTECTED_TRAITS

__all__ = [
    "DEFAULT_ROLES",
    "PROTECTED_TRAITS",
    "Access",
    "CaseGuard",
    "Refusal",
    "Role",
    "Verb",
    "Worker",
    "can",
    "can_case",
    "check_can",
    "check_can_case",
    "suppress_small",
    "suppress_small_counts",
    "visible_events",
]
