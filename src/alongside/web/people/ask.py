"""What a reader asked a person's page for, read from the address and written back into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import QueryDict

from alongside.core import local_day_end
from alongside.timeline import EventFilter

FIRST_LINES = 50
MOST_VALUES = 40  # of one filter: an address may not make the page work for ever


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Filters, the picture's span, the as-of day, and whether to show every line."""

    as_of_on: date | None = None  # None: now
    lanes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    from_on: date | None = None
    since_birth: bool = False
    every_line: bool = False
    unread: tuple[str, ...] = ()  # what was asked for and could not be read

    def filter(self) -> EventFilter:
        """The filter for the timeline."""
        return EventFilter(
            lanes=frozenset(self.lanes),
            kinds=frozenset(self.kinds),
            sources=frozenset(self.sources),
            sensitivities=frozenset(self.levels),
            from_on=self.from_on,
        )

    @property
    def filtered(self) -> bool:
        """Whether anything is filtered out."""
        return bool(self.lanes or self.kinds or self.sources or self.levels or self.from_on)

    def as_of(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The last instant of the as-of day: what was known before local midnight at its end."""
        if self.as_of_on is None:
            return now
        return min(now, local_day_end(self.as_of_on, zone) - timedelta(microseconds=1))

    def address(self, **changes: Any) -> str:
        """The query of the address for this, with some things changed; ``?`` when empty."""
        ask = replace(self, **changes)
        pairs: list[tuple[str, Any]] = []
        if ask.as_of_on:
            pairs.append(("as_of", ask.as_of_on.isoformat()))
        pairs += [("lane", value) for value in ask.lanes]
        pairs += [("kind", value) for value in ask.kinds]
        pairs += [("source", value) for value in ask.sources]
        pairs += [("level", value) for value in ask.levels]
        if ask.from_on:
            pairs.append(("from", ask.from_on.isoformat()))
        if ask.since_birth:
            pairs.append(("span", "birth"))
        if ask.every_line:
            pairs.append(("all", "1"))
        return "?" + urlencode(pairs)


def read_ask(params: QueryDict, *, today: date) -> Ask:
    """Read an address; what cannot be read is named in ``unread`` and otherwise left out."""
    as_of_on, bad_as_of = read_day(params.get("as_of"))
    from_on, bad_from = read_day(params.get("from"))
    return Ask(
        as_of_on=as_of_on if as_of_on is None or as_of_on < today else None,
        lanes=_values(params, "lane"),
        kinds=_values(params, "kind"),
        sources=_values(params, "source"),
        levels=tuple(int(level) for level in _values(params, "level") if level in {"1", "2", "3"}),
        from_on=from_on,
        since_birth=params.get("span") == "birth",
        every_line=params.get("all") == "1",
        unread=tuple(name for name, bad in (("as_of", bad_as_of), ("from", bad_from)) if bad),
    )


def _values(params: QueryDict, name: str) -> tuple[str, ...]:
    values = dict.fromkeys(value for value in params.getlist(name) if value and "\x00" not in value)
    return tuple(values)[:MOST_VALUES]


def read_day(text: str | None) -> tuple[date | None, bool]:
    """A day of an address, and whether there was one that cannot be read."""
    if not text:
        return None, False
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None, True
    readable = 1800 < day.year < 2200  # beyond, zones and arithmetic run off the calendar
    return (day, False) if readable else (None, True)
