"""Events as rows of the table, put together here and not in the template.

A page holds hundreds of rows; looking words up and escaping once here costs a tenth of doing it
cell by cell in a template. Whatever a record says is escaped on its way in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alongside.core import Sensitivity
from alongside.timeline import TimelineEvent
from alongside.web.identity.lookup import OUTBOX_SOURCE
from alongside.web.people.contests import Said
from alongside.web.people.wordings import Wordings
from alongside.web.people.words import LATE_DAYS, DateWords, amount, later_words


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWriter:
    """Writes events as lines, in the words of one page."""

    say: DateWords
    words: Wordings
    before: Mapping[str, TimelineEvent]
    said: Mapping[str, Said]  # contests by the id of the event
    may_contest: bool

    def rows(self, events: Iterable[TimelineEvent]) -> SafeString:
        """The rows of these events, in their order."""
        marks = _Marks.translated()
        rows = [self._row(event, marks) for event in events]
        return mark_safe("\n".join(rows))  # noqa: S308 - every value of a row was escaped

    def taken_back(self, events: Iterable[TimelineEvent]) -> list[SafeString]:
        """Sentences about events that their source does not hold true any longer."""
        return [mark_safe(self._taken_back(event)) for event in events]  # noqa: S308

    def _taken_back(self, event: TimelineEvent) -> str:
        assert event.known_until is not None  # noqa: S101 - else it would be believed
        taken = _("Taken back by %(source)s on %(day)s") % {
            "source": self.words.source(event.source),
            "day": self.say.full(self.say.local(event.known_until)),
        }
        when = escape(event_when(event, self.say))
        return f"<s>{when}, {escape(self.words.event(event))}{_rest(event)}</s> {escape(taken)}"

    def _row(self, event: TimelineEvent, marks: _Marks) -> str:
        label, when = escape(self.words.event(event)), escape(event_when(event, self.say))
        return (
            f'<tr><td class="num">{when}</td><td>{self._what(event, label, marks)}</td>'
            f'<td class="src">{self._source(event, marks)}</td>'
            f'<td class="r">{self._wrong(event, f"{label}, {when}", marks)}</td></tr>'
        )

    def _what(self, event: TimelineEvent, label: str, marks: _Marks) -> str:
        text = f"<strong>{label}</strong>{_rest(event)}"
        if event.sensitivity > Sensitivity.ORDINARY:
            text += f' <span class="chip">{marks.levels[event.sensitivity]}</span>'
        if event.origin == "advice":
            text += f' <span class="chip system">{marks.advice}</span>'
        earlier = self.before.get(event.event_id)
        if earlier is not None:
            text += f'<span class="aside">{self._corrected(event, earlier)}</span>'
        said = self.said.get(event.event_id)
        if said is not None:
            text += f'<span class="aside">{said.sentence}</span>'
        return text

    def _corrected(self, event: TimelineEvent, earlier: TimelineEvent) -> str:
        words = f"{escape(event_when(earlier, self.say))}, {escape(self.words.event(earlier))}"
        return _("Corrected on %(day)s; before: %(earlier)s") % {
            "day": self.say.full(self.say.local(event.known_from)),
            "earlier": words + _rest(earlier),
        }

    def _source(self, event: TimelineEvent, marks: _Marks) -> str:
        title = escape(self.words.source(event.source))
        known_on = self.say.local(event.known_from)
        late = days_late(event, self.say)
        if late is None:
            return f"{title}, {marks.known} {self.say.day(known_on)}"
        if late == 0:
            return title
        text = f"{title}, {marks.known} {self.say.day(known_on)}"
        if late > LATE_DAYS:
            text += f'<span class="chip soon">{marks.known} {escape(later_words(late))}</span>'
        return text

    def _wrong(self, event: TimelineEvent, name: str, marks: _Marks) -> str:
        if not self.may_contest or event.event_id in self.said or event.source == OUTBOX_SOURCE:
            return ""
        return (
            f'<a href="wrong/?about=event&amp;id={quote(event.event_id)}">{marks.wrong}'
            f'<span class="vh">: {name}</span></a>'
        )


class _Marks(NamedTuple):
    known: str
    wrong: str
    advice: str
    levels: Mapping[int, str]

    @classmethod
    def translated(cls) -> _Marks:
        levels = {int(level): escape(text) for level, text in level_words().items()}
        return cls(escape(_("known")), escape(_("This is wrong")), escape(_("Advice")), levels)


def level_words() -> dict[Sensitivity, str]:
    """What the pages call a level of sensitivity."""
    return {
        Sensitivity.ORDINARY: _("Ordinary"),
        Sensitivity.SENSITIVE: _("Sensitive"),
        Sensitivity.RESTRICTED: _("Restricted"),
    }


def event_when(event: TimelineEvent, say: DateWords) -> str:
    """When it happened, until when if it lasted."""
    when = say.when(event.happened_from, event.precision)
    if event.happened_until is None:
        return when
    until = say.when(event.happened_until, event.precision)
    return when if when == until else _("%(first)s to %(last)s") % {"first": when, "last": until}


def days_late(event: TimelineEvent, say: DateWords) -> int | None:
    """Days from when it happened to when it could be known; ``None`` when no day is known."""
    happened: datetime | None = event.happened_from
    if happened is None:
        return None
    return max(0, (say.local(event.known_from) - say.local(happened)).days)


def _rest(event: TimelineEvent) -> str:
    parts = [part for part in (amount(event.value, event.unit), event.detail or "") if part]
    return f": <bdi>{escape(', '.join(parts))}</bdi>" if parts else ""
