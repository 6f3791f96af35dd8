"""The beginning of a hand-over note, from the record: people, clocks, plans, what comes next."""

from __future__ import annotations

from django.utils.translation import gettext as _

from alongside.web.cases.leftovers import leftovers
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.words import part_words
from alongside.web.people.words import age_words

_HEADS = {"clock", "plan", "visit", "meeting", "placement", "form"}


def handover_outline(opened: OpenedCase) -> str:
    """What the record says that the next worker needs first, a line each, to be added to."""
    people = [
        f"- {one.name or _('Name not known')}, {part_words(one.part)}"
        + (f", {age_words(one.birth_on, opened.today)}" if one.birth_on else "")
        for one in opened.people
    ]
    stands = [f"- {one.says}: {one.when}" for one in leftovers(opened) if one.kind in _HEADS]
    parts = [
        _("People:"),
        *people,
        _("Runs and is planned:"),
        *(stands or [f"- {_('nothing')}"]),
        _("What no record says:"),
    ]
    return "\n".join(parts) + "\n"


def adds_to_outline(note: str, outline: str) -> bool:
    """Whether somebody wrote anything of her own."""
    return _plain(note) not in ("", _plain(outline))


def _plain(text: str) -> str:
    return " ".join(text.split())
