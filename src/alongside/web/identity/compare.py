"""What the machine found when it compared two records, in words and with how much it weighs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alongside.web.people.joined import field_words

VERY_STRONG, STRONG, SOME = 7.0, 4.0, 1.5  # log2: 1 in 128, 1 in 16, 1 in 3

# Which line of the page a compared field belongs to, by linkage's own names of fields.
LINE_OF = {
    "given name": "name",
    "family name": "name",
    "birth date": "birth_on",
    "sex": "sex",
    "address": "address",
    "postcode": "address",
    "place": "address",
    "phone": "phone",
    "e-mail": "email",
    "number": "id_number",
}
# Even *the same postcode* would say where somebody with a protected address lives.
GIVES_AN_ADDRESS_AWAY = frozenset({"address", "postcode", "place", "phone"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One compared field: how it agreed, and what that speaks for."""

    line: str
    text: str
    weighs: str
    toward: str  # same, apart or neither: the page's class


def findings(agreements: Iterable[Mapping[str, Any]], *, protected: bool) -> list[Finding]:
    """The stored agreements in words; what could give a protected address away is left out."""
    return [
        _finding(one["field"], one["says"], one["weight"])
        for one in agreements
        if not (protected and one["field"] in GIVES_AN_ADDRESS_AWAY)
    ]


def weighs_words(weight: float) -> str:
    """How strongly a finding speaks, for what."""
    size = abs(weight)
    if size < SOME:
        return _("says little")
    how = (
        _("very strongly")
        if size >= VERY_STRONG
        else _("strongly")
        if size >= STRONG
        else _("somewhat")
    )
    text = _("speaks %(how)s for one person") if weight > 0 else _("speaks %(how)s for two people")
    return text % {"how": how}


def _finding(field: str, says: str, weight: float) -> Finding:
    toward = "neither" if abs(weight) < SOME else "same" if weight > 0 else "apart"
    label = field_words(field)
    return Finding(
        line=LINE_OF.get(field, field),
        text=f"{label[:1].upper()}{label[1:]}: {says}",
        weighs=weighs_words(weight),
        toward=toward,
    )
