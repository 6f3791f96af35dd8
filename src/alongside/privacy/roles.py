"""Roles: a plain table of what each may do, for which purpose, up to which sensitivity."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.core import Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a kind of worker may do.

    Attributes
    ----------
    verbs : frozenset of str
        Names from :class:`alongside.privacy.Verb`.
    purposes : tuple of str
        Purposes that may be named on access; the first one is the default.
    clearance : Sensitivity
        The highest sensitivity of an event that the role may see.
    """

    name: str
    verbs: frozenset[str]
    purposes: tuple[str, ...]
    clearance: Sensitivity


_CASEWORK = frozenset(
    {
        "search_people",
        "view_person",
        "contest_record",
        "view_sources",
        "view_own_views",
        "view_models",
    }
)
_IDENTITY = frozenset({"review_links", "change_identity"})
_CASES = frozenset({"make_referral", "view_cases", "work_cases"})
_LEADING = frozenset(
    {"view_reporter", "allocate_cases", "supervise_cases", "edit_forms", "view_team"}
)
_DECISIONS = frozenset({"view_decisions", "decide", "view_advice"})
_MODELS = frozenset({"release_model", "pause_model"})

DEFAULT_ROLES: dict[str, Role] = {
    role.name: role
    for role in (
        Role(
            name="worker",
            verbs=_CASEWORK | _IDENTITY | _DECISIONS | _CASES,
            purposes=("casework",),
            clearance=Sensitivity.SENSITIVE,
        ),
        Role(
            name="supervisor",
            verbs=_CASEWORK
            | _IDENTITY
            | _DECISIONS
            | _MODELS
            | _CASES
            | _LEADING
            | {"answer_contest", "seal_person", "view_rejects", "review_decisions"},
            purposes=("casework", "supervision"),
            clearance=Sensitivity.RESTRICTED,
        ),
        Role(
            name="analyst",
            verbs=frozenset(
                {
                    "view_sources",
                    "view_rejects",
                    "view_own_views",
                    "view_models",
                    "pause_model",
                    "train_model",
                }
            ),
            purposes=("analysis",),
            clearance=Sensitivity.ORDINARY,
        ),
        Role(
            name="auditor",
            verbs=frozenset({"view_ledger", "view_sources", "view_own_views", "view_models"}),
            purposes=("audit",),
            clearance=Sensitivity.ORDINARY,
        ),
    )
}
