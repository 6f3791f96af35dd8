"""What a note can be of, in the order of the list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.core import Sensitivity

KINDS = {
    "contact": _("Contact"),
    "visit": _("Visit"),
    "call": _("Call"),
    "meeting": _("Meeting"),
    "other": _("Something else"),
}
LEVELS = {
    Sensitivity.ORDINARY: _("Ordinary"),
    Sensitivity.SENSITIVE: _("Sensitive"),
    Sensitivity.RESTRICTED: _("Restricted"),
}


def kind_words(kind: str) -> str:
    """A kind as pages name it."""
    return str(KINDS.get(kind, KINDS["other"]))
