"""The family page: the drawing, the same in words, and what can be done."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.genogram import Bond, Feeling, Kin, Stage, Symbol, draw_genogram
from alongside.genogram.family import Family
from alongside.web.agency import current_agency
from alongside.web.families.asking import OpenedFamily
from alongside.web.families.lines import contradicting_lines, tie_lines
from alongside.web.people.wordings import Wordings


def family_page(opened: OpenedFamily) -> dict[str, Any]:
    """Everything the page shows."""
    say, on = opened.say, opened.on
    today = on == opened.opening.today
    may_change = opened.may_change and today
    family = opened.read.family.standing()
    words = Wordings(current_agency())
    change = reverse("families:change", args=[opened.person_id, _KEY]) if may_change else ""
    return {
        "strip": opened.strip,
        "picture": picture(opened),
        "key": keys_of(family),
        "lines": tie_lines(
            opened.read, on=on, say=say, words=words, change=change.replace(str(_KEY), "{key}")
        ),
        "contradicting": contradicting_lines(opened.read, on=on, say=say, words=words),
        "count": ngettext("%(n)s person", "%(n)s people", len(family.members))
        % {"n": len(family.members)},
        "on": on.isoformat(),
        "on_words": say.full(on),
        "today": opened.opening.today.isoformat(),
        "is_today": today,
        "unread_day": opened.unread_day,
        "may_change": may_change,
        "person_id": opened.person_id,
    }


_KEY = "00000000-0000-0000-0000-000000000000"


def picture(opened: OpenedFamily) -> SafeString:
    """The drawing; empty while nobody is related to anybody."""
    family = opened.read.family
    if len(family.standing().members) < 2:
        return SafeString("")
    svg = draw_genogram(family, translate=_, say_day=opened.say.full)
    return mark_safe(svg)  # noqa: S308 - the genogram escapes every name


def keys_of(family: Family) -> list[str]:
    """The signs that the drawing uses, so that the key explains no others."""
    used: set[str] = {one.symbol.value for one in family.members if one.stage is Stage.BORN}
    used |= {"expected"} if any(one.stage is Stage.EXPECTED for one in family.members) else set()
    used |= {"died"} if any(one.died_on for one in family.members) else set()
    used |= {tie.bond.value for tie in family.partners}
    used |= {tie.feeling.value for tie in family.feelings}
    used |= {tie.kin.value for tie in family.parents}
    used |= {"home"} if family.homes else set()
    return [name for name in _SIGNS if name in used]


_SIGNS = (
    Symbol.SQUARE.value, Symbol.CIRCLE.value, Symbol.DIAMOND.value, "expected", "died",
    Bond.SEPARATED.value, Bond.DIVORCED.value, Kin.ADOPTIVE.value, Kin.FOSTER.value,
    Feeling.CLOSE.value, Feeling.CONFLICT.value, Feeling.CUT_OFF.value, "home",
)  # fmt: skip
