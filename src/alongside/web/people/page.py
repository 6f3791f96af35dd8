"""Everything a person's page shows, put together from one opening."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.privacy import Verb
from alongside.timeline import Stay, read_corrections
from alongside.web.agency import current_agency
from alongside.web.people.ask import FIRST_LINES, Ask
from alongside.web.people.confirmed import read_confirmations
from alongside.web.people.contests import Said, contests_of, said_by_thing
from alongside.web.people.events import Believed, read_events, read_options
from alongside.web.people.family import home_moments, read_homes, read_ties
from alongside.web.people.head import Strip, read_strip
from alongside.web.people.joined import JoinedWriter
from alongside.web.people.life import draw_life
from alongside.web.people.lines import LineWriter
from alongside.web.people.looked import last_looks
from alongside.web.people.names import WorkerNames
from alongside.web.people.opening import Opening
from alongside.web.people.wordings import Wordings

Context = dict[str, Any]


class PersonPage:
    """Reads an opened person once and gives the parts of the page as template contexts."""

    def __init__(self, opening: Opening, ask: Ask) -> None:
        self.opening, self.ask = opening, ask
        self.say = opening.say()
        self.words = Wordings(current_agency())
        self.strip: Strip = read_strip(opening, self.say)
        self.believed: Believed = read_events(opening)
        self.stays: list[Stay] = opening.person.stays() if self.strip.known else []
        self.contests = contests_of(opening.own_ids, known_by=opening.access.as_of)
        self.names = WorkerNames()
        for contest in self.contests:
            self.names.want((contest.by_id, contest.answered_by_id))
        self.may_contest = opening.access.worker.may(Verb.CONTEST_RECORD) and ask.as_of_on is None

    def region(self) -> Context:
        """The timeline: picture, count and table."""
        ask = self.ask
        kept = self.believed.keep(ask)
        shown = kept if ask.every_line else kept[:FIRST_LINES]
        corrections = read_corrections(self.opening.person, self.believed.events)
        writer = LineWriter(
            say=self.say,
            words=self.words,
            before=corrections.before,
            said=self._said("event"),
            may_contest=self.may_contest,
        )
        return {
            "ask": self.ask,
            "strip": self.strip,
            "life": self._life(kept),
            "rows": writer.rows(shown),
            "taken_back": [] if self.ask.filtered else writer.taken_back(corrections.taken_back),
            "count": count_words(len(kept), len(self.believed.events)),
            "shown": len(shown),
            "kept": len(kept),
            "options": read_options(self.believed.events, self.ask, self.words),
            "path": f"/people/{self.strip.person_id}/",
            "today": self.opening.today.isoformat(),
            "as_of_value": self.ask.as_of_on.isoformat() if self.ask.as_of_on else "",
            "from_value": self.ask.from_on.isoformat() if self.ask.from_on else "",
            "more_open": bool(ask.kinds or ask.sources or ask.levels or ask.from_on),
            "heads": (
                _("When"),
                _("What"),
                _("Source, and since when known"),
                _("Say it is wrong"),
            ),
            "all_address": self.ask.address(every_line=True),
            "clear_address": Ask(as_of_on=self.ask.as_of_on).address(),
            "hidden": self._hidden(),
        }

    def whole(self) -> Context:
        """The page around the timeline as well."""
        opening = self.opening
        shielded = self.strip.address_protected
        confirmed, looks = read_confirmations(opening), last_looks(opening)
        self.names.want(one.by for one in confirmed.values())
        self.names.want(look.worker_id for look in looks)
        joined = JoinedWriter(
            opening=opening,
            say=self.say,
            words=self.words,
            names=self.names,
            confirmed=confirmed,
            said_records=self._said("record"),
            said_links=self._said("link"),
            may_contest=self.may_contest,
            may_part=self.may_contest and opening.access.worker.may(Verb.CHANGE_IDENTITY),
        )
        return {
            **self.region(),
            "records": joined.lines() if self.strip.known else [],
            "homes": read_homes(opening, self.stays, self.say, shielded=shielded),
            "ties": read_ties(opening, self.say, self.words) if self.strip.known else [],
            "looks": [
                (self.names.of(look.worker_id), self.say.when(look.at, "instant")) for look in looks
            ],
            "looked_address": f"/ledger/person/{self.strip.person_id}/",
            "as_of": self._as_of(),
            "freshness": self._freshness(),
            "is_stale": opening.is_stale,
        }

    def _life(self, kept: list[Any]) -> Any:
        homes = home_moments(
            self.opening, self.stays, self.say, shielded=self.strip.address_protected
        )
        return draw_life(
            kept,
            homes if not self.ask.lanes or "Home" in self.ask.lanes else (),
            self.opening,
            say=self.say,
            words=self.words,
            name=self.strip.name,
            born_on=self.strip.birth_on,
            since_birth=self.ask.since_birth,
        )

    def _said(self, kind: str) -> dict[str, Said]:
        return said_by_thing(
            self.contests,
            kind,
            say=self.say,
            names=self.names,
            known_by=self.opening.access.as_of,
        )

    def _hidden(self) -> str:
        """How many events are hidden, of the levels that a page may speak of."""
        speaks = current_agency().file.says_hidden
        count = sum(n for level, n in self.believed.hidden.items() if speaks(level))
        if not count:
            return ""
        return ngettext(
            "%(n)s more event is hidden: your purpose and role do not open it.",
            "%(n)s more events are hidden: your purpose and role do not open them.",
            count,
        ) % {"n": count}

    def _as_of(self) -> Context | None:
        if self.ask.as_of_on is None:
            return None
        return {
            "day": self.say.full(self.ask.as_of_on),
            "back": Ask(
                lanes=self.ask.lanes, kinds=self.ask.kinds, sources=self.ask.sources
            ).address(),
        }

    def _freshness(self) -> str:
        joined_at = self.opening.joined_at
        if joined_at is None:
            return _("The joined records cannot be read now")
        return _("Joined records as of %(day)s, %(time)s") % {
            "day": self.say.day(self.say.local(joined_at)),
            "time": self.say.time(joined_at),
        }


def count_words(kept: int, total: int) -> str:
    """*12 of 34 events*, or *34 events* without a filter."""
    if kept == total:
        return ngettext("%(n)s event", "%(n)s events", total) % {"n": total}
    return ngettext("%(kept)s of %(n)s event", "%(kept)s of %(n)s events", total) % {
        "kept": kept,
        "n": total,
    }
