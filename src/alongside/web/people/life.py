"""The timeline picture of a person's page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alongside.timeline import TimelineEvent
from alongside.web.people.drawing import draw, picture_sentence
from alongside.web.people.lines import event_when
from alongside.web.people.opening import Opening
from alongside.web.people.picture import Moment, Window, place
from alongside.web.people.wordings import Wordings
from alongside.web.people.words import LATE_DAYS, DateWords, amount, later_words

COMING_DAYS = 183  # how far ahead the picture looks
TWO_YEARS = 730


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The drawing and which signs its key must explain."""

    svg: SafeString
    has_tail: bool
    has_ring: bool
    has_bar: bool


def draw_life(
    events: Sequence[TimelineEvent],
    homes: Sequence[Moment],
    opening: Opening,
    *,
    say: DateWords,
    words: Wordings,
    name: str,
    born_on: date | None,
    since_birth: bool,
) -> Life | None:
    """Draw the events that have a day; ``None`` when there is nothing to draw."""
    first = None if since_birth else opening.as_of_on - timedelta(TWO_YEARS)
    moments = [*homes, *_moments(events, say, words, first)]
    picture = place(moments, _window(moments, opening.as_of_on, first, born_on))
    if not picture.lanes:
        return None
    today = _("Today") if opening.as_of_on == opening.today else say.full(opening.as_of_on)
    dots = [dot for lane in picture.lanes for dot in lane.dots]
    return Life(
        svg=draw(picture, say, sentence=picture_sentence(picture, say, name), today_word=today),
        has_tail=any(dot.tail_x is not None for dot in dots),
        has_ring=any(dot.ring for dot in dots),
        has_bar=any(lane.bars for lane in picture.lanes),
    )


def _moments(
    events: Iterable[TimelineEvent], say: DateWords, words: Wordings, first: date | None
) -> Iterable[Moment]:
    known = _("known %(later)s")
    for event in events:
        if event.happened_from is None:
            continue
        on = say.local(event.happened_from)
        until = say.local(event.happened_until) if event.happened_until else None
        if first is not None and (until or on) < first:
            continue
        kind = words.event(event)
        said = f"{kind}, {event_when(event, say)}"
        late = (event.known_from - event.happened_from).days
        if late > LATE_DAYS:
            said += ", " + known % {"later": later_words(late)}
        value = amount(event.value, event.unit)
        yield Moment(
            lane=event.lane,
            label=f"{kind}, {value}" if value else kind,
            on=on,
            until=until,
            is_span=until is not None and until > on,
            known_on=say.local(event.known_from) if late > LATE_DAYS else None,
            kind=kind,
            said=said,
        )


def _window(
    moments: Sequence[Moment], as_of_on: date, first: date | None, born_on: date | None
) -> Window:
    coming = [one.on for one in moments if as_of_on < one.on <= as_of_on + timedelta(COMING_DAYS)]
    if first is None:
        first = min([one.on for one in moments] + [born_on or as_of_on])
    length = max(30, (as_of_on - first).days)
    last = max([as_of_on + timedelta(length // 20), *(on + timedelta(20) for on in coming)])
    return Window(first=first, last=last, today=as_of_on)
