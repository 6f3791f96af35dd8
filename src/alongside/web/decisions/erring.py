"""How often the model errs for people like this one, as its card says."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from alongside.timeline import PersonHead
from alongside.timeline.matrix.beside import AGE_BANDS, DAYS_A_YEAR, OLDEST

FIGURES = ("wrongly", "missed")


def errs_for(card: str, head: PersonHead, *, on: date) -> list[str]:
    """A sentence for each group of the card that the person belongs to, by sex and age.

    Protected traits of one person are not read here: the card shows their groups to everybody.
    Groups that the card holds back are left out.
    """
    groups = json.loads(card or "{}").get("groups")
    if not groups:
        return []
    mine = {"sex": head.sex, "age band": age_band(head.birth_on, on)}
    every = groups["everybody"]
    return [
        _sentence(one, every, groups["share"])
        for one in groups["groups"]
        if one["shown"] and mine.get(one["trait"]) == one["value"] and _has_figures(one)
    ]


def age_band(birth_on: date | None, on: date) -> str | None:
    """The band of an age in whole years, as audits know it."""
    if birth_on is None:
        return None
    age = (on - birth_on).days / DAYS_A_YEAR
    return next((band for under, band in AGE_BANDS if age < under), OLDEST)


def _has_figures(group: dict[str, Any]) -> bool:
    return all(group[figure] is not None for figure in FIGURES)


def _sentence(group: dict[str, Any], every: dict[str, Any], share: float) -> str:
    return _(
        "%(group)s: of 100 to whom it did not happen, %(wrongly)s were all the same among the "
        "%(share)s of 100 with the highest estimate (of everybody %(all_wrongly)s). Of 100 to whom "
        "it did happen, %(missed)s were not among them (of everybody %(all_missed)s)."
    ) % {
        "group": f"{group['trait'].capitalize()} {group['value']}",
        "share": f"{100 * share:.0f}",
        **{figure: _with_range(group[figure]) for figure in FIGURES},
        **{f"all_{figure}": round(100 * every[figure]["value"]) for figure in FIGURES},
    }


def _with_range(part: dict[str, float]) -> str:
    value, low, high = (round(100 * part[name]) for name in ("value", "low", "high"))
    return _("%(value)s (%(low)s to %(high)s)") % {"value": value, "low": low, "high": high}
