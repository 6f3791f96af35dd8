"""Which kinds of support the agency's guideline knows for what carries an estimate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from alongside.agency import HelpFile
from alongside.risk.advice import Reason

GRADES = {
    "high": _("studied well: likely to help"),
    "moderate": _("studied: probably helps"),
    "low": _("studied a little: may help"),
    "very low": _("hardly studied: nobody knows"),
    "practice": _("not studied: workers found it useful"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One kind of support; ``name`` is kept with the decision when she takes it along."""

    name: str  # circumstance:support
    says: str
    grade: str
    because: str
    before: str = ""  # what came after it in like cases of this agency


@dataclass(frozen=True, slots=True, kw_only=True)
class Changeable:
    """A circumstance that could be otherwise, the facts that speak of it, and what may help."""

    says: str
    facts: tuple[str, ...]
    offers: tuple[Offer, ...]


def help_for(
    reasons: Iterable[Reason],
    guideline: HelpFile | None,
    *,
    before: Mapping[str, str] = MappingProxyType({}),
) -> list[Changeable]:
    """For each circumstance that raises the estimate, in the order of the reasons.

    ``before`` says of a ``circumstance:support`` what came after it in like cases.
    What is past or cannot be changed is in none: it is context, and no lever.
    """
    known = guideline.circumstance if guideline else {}
    facts: dict[str, list[str]] = {}
    for reason in reasons:
        if reason.points > 0 and reason.circumstance in known:
            facts.setdefault(str(reason.circumstance), []).append(reason.says)
    return [
        Changeable(
            says=known[name].says,
            facts=tuple(said),
            offers=tuple(
                Offer(
                    name=f"{name}:{one.name}",
                    says=one.says,
                    grade=str(GRADES[one.grade]),
                    because=one.because,
                    before=before.get(f"{name}:{one.name}", ""),
                )
                for one in known[name].support
            ),
        )
        for name, said in facts.items()
    ]


def context_of(reasons: Iterable[Reason], guideline: HelpFile | None) -> list[str]:
    """Facts that raise the estimate and are no lever: the past, and what cannot be changed."""
    known = guideline.circumstance if guideline else {}
    return [one.says for one in reasons if one.points > 0 and one.circumstance not in known]


def every_offer(guideline: HelpFile | None) -> dict[str, str]:
    """Every kind of support there is, by ``circumstance:support``, as the page names it."""
    known = guideline.circumstance if guideline else {}
    return {
        f"{name}:{one.name}": one.says for name, entry in known.items() for one in entry.support
    }
