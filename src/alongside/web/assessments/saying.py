"""Answers in words, and days and times as the agency's clock has them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from alongside.forms import Item, ItemType, Value
from alongside.web.people.words import DateWords


def words_of(item: Item, values: tuple[Value, ...], say: DateWords) -> str:
    """Answers to read; several stand in a row."""
    return ", ".join(_said(item, value, say) for value in values)


def _said(item: Item, value: Value, say: DateWords) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if item.type in (ItemType.DATE, ItemType.DATE_TIME):
        return _day_words(str(value), say)
    return item.says(value)


def _day_words(text: str, say: DateWords) -> str:
    try:
        made = datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) == len("2026-03-04"):
        return say.full(made.date())
    made = made if made.tzinfo else made.replace(tzinfo=say.zone)
    return f"{say.full(say.local(made))}, {say.time(made)}"


def local_text(text: str, zone: ZoneInfo) -> str:
    """A moment as the browser's control holds it; what is none stays as it is."""
    try:
        made = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (made.astimezone(zone) if made.tzinfo else made).strftime("%Y-%m-%dT%H:%M")
