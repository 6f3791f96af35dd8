"""What the pages call the parts, states and ways of a referral."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.governance.casework import ReferralState

PARTS = {
    "child": gettext_lazy("Child"),
    "parent": gettext_lazy("Parent"),
    "carer": gettext_lazy("Carer"),
    "sibling": gettext_lazy("Brother or sister"),
    "partner": gettext_lazy("Partner of a parent"),
    "other": gettext_lazy("Somebody else"),
}
WAYS = {
    "phone": gettext_lazy("By phone"),
    "visit": gettext_lazy("In person"),
    "letter": gettext_lazy("In writing"),
    "police": gettext_lazy("From the police"),
    "school": gettext_lazy("From a school"),
    "health": gettext_lazy("From a clinic or hospital"),
    "other": gettext_lazy("In another way"),
}
SEXES = {
    "": gettext_lazy("Not known"),
    "female": gettext_lazy("Female"),
    "male": gettext_lazy("Male"),
    "other": gettext_lazy("Other"),
}
STATES = {
    ReferralState.RECEIVED.value: gettext_lazy("Waits for a decision"),
    ReferralState.SECOND_LOOK.value: gettext_lazy("Waits for a second look"),
    ReferralState.SCREENED_IN.value: gettext_lazy("Screened in"),
    ReferralState.SCREENED_OUT.value: gettext_lazy("Screened out"),
}


def title_of(names: Sequence[str]) -> str:
    """What colleagues call it: *Mila and Theo Hartmann*, *Mila Varga and 3 others*."""
    said = [name for name in names if name] or [_("Name not known")]
    if len(said) > 2:
        others = _("%(name)s and %(n)s others") % {"name": said[0], "n": len(said) - 1}
        return others if len(others) <= 160 else f"{others[:159]}…"
    whole = _together(said[0], said[1]) if len(said) == 2 else said[0]
    return whole if len(whole) <= 160 else f"{whole[:159]}…"


def _together(first: str, second: str) -> str:
    """Two names, a family name that they share said once."""
    before, _space, family = first.rpartition(" ")
    if before and second.endswith(f" {family}"):
        first = before
    return _("%(first)s and %(second)s") % {"first": first, "second": second}
