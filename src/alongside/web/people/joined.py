"""*Joined from 4 records: why*: what each agrees on, with which, how sure, who said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core import Link
from alongside.timeline import RecordVersion, read_links
from alongside.web.people.confirmed import Confirmation
from alongside.web.people.contests import Said
from alongside.web.people.names import WorkerNames
from alongside.web.people.opening import Opening
from alongside.web.people.wordings import Wordings
from alongside.web.people.words import DateWords, percent, sure_words


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """One record of the person."""

    record_id: str
    title: str  # the source
    name: str
    born: str
    agrees: str
    sure: str  # in words and per cent
    confirmed: str  # who said so, when a person did
    corrected: str
    said: tuple[SafeString, ...]  # contests about the record and about its link
    wrong: str  # addresses; empty where not hers
    wrong_link: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedWriter:
    """Writes the records of an opened person as lines."""

    opening: Opening
    say: DateWords
    words: Wordings
    names: WorkerNames
    confirmed: Mapping[str, Confirmation]
    said_records: Mapping[str, Said]
    said_links: Mapping[str, Said]
    may_contest: bool
    may_part: bool

    def lines(self) -> list[RecordLine]:
        """The believed records, the one known longest first."""
        person = self.opening.person
        records = sorted(person.records(), key=lambda one: (one.known_from, one.record_id))
        links = _best_links(read_links(person))
        titles = {record.record_id: self.words.source(record.source) for record in records}
        return [
            self._line(record, links.get(record.record_id), titles, first=number == 0)
            for number, record in enumerate(records)
        ]

    def _line(
        self,
        record: RecordVersion,
        link: Link | None,
        titles: Mapping[str, str],
        *,
        first: bool,
    ) -> RecordLine:
        identity = record.record_id
        said = (self.said_records.get(identity), self.said_links.get(identity))
        address = f"wrong/?about={{}}&id={quote(identity)}" if self.may_contest else ""
        alone = len(titles) == 1
        return RecordLine(
            record_id=identity,
            title=titles[identity],
            name=record_name(record),
            born=self.say.when_born(record.birth_on, record.birth_precision)
            if record.birth_on
            else "",
            agrees=_agrees(link, identity, titles) if link else _no_pair(first=first, alone=alone),
            sure=_sure(link) if link else "",
            confirmed=self._confirmed(identity),
            corrected=self._corrected(record),
            said=tuple(one.sentence for one in said if one),
            wrong=address.format("record"),
            wrong_link="" if alone else address.format("link"),
            part="" if alone or not self.may_part else f"/review/split/{quote(identity)}/",
        )

    def _confirmed(self, identity: str) -> str:
        word = self.confirmed.get(identity)
        name = self.names.of(word.by) if word else ""
        if word is None or not name:
            return ""
        day = self.say.day(self.say.local(word.at))
        said = _("%(name)s confirmed it on %(day)s") % {"name": name, "day": day}
        return f"{said}: {word.reason}" if word.reason else f"{said}."

    def _corrected(self, record: RecordVersion) -> str:
        """What the record said before its last correction that was known on the as-of day."""
        earlier = [
            one
            for one in self.opening.person.record_versions()
            if one.record_id == record.record_id and one.version < record.version
        ]
        if not earlier:
            return ""
        before = max(earlier, key=lambda one: one.version)
        changed = [
            text
            for text, now in (
                (record_name(before), record_name(record)),
                (
                    _born(before, self.say),
                    _born(record, self.say),
                ),
            )
            if text and text != now
        ]
        if not changed:
            return ""
        return _("Corrected on %(day)s; before: %(earlier)s") % {
            "day": self.say.full(self.say.local(record.known_from)),
            "earlier": ", ".join(changed),
        }


def record_name(record: RecordVersion) -> str:
    """The name as the record spells it."""
    return f"{record.given_name or ''} {record.family_name or ''}".strip()


def _born(record: RecordVersion, say: DateWords) -> str:
    if record.birth_on is None:
        return ""
    born = say.when_born(record.birth_on, record.birth_precision)
    return _("born %(day)s") % {"day": born}


def _best_links(links: Sequence[Link]) -> dict[str, Link]:
    """For each record its surest pair; ``links`` are surest first."""
    best: dict[str, Link] = {}
    for link in links:
        best.setdefault(link.left, link)
        best.setdefault(link.right, link)
    return best


def _agrees(link: Link, identity: str, titles: Mapping[str, str]) -> str:
    other = link.right if link.left == identity else link.left
    agree = [field_words(field) for field, _how, weight in link.agreements if weight > 0]
    differ = [field_words(field) for field, _how, weight in link.agreements if weight < 0]
    words = {"fields": ", ".join(agree) or _("little"), "source": titles[other]}
    text = _("Agrees with %(source)s on %(fields)s.") % words
    return (
        f"{text} {_('Differs on %(fields)s.') % {'fields': ', '.join(differ)}}" if differ else text
    )


def _sure(link: Link) -> str:
    return _("The same person: %(words)s, %(percent)s") % {
        "words": sure_words(link.probability),
        "percent": percent(link.probability),
    }


def _no_pair(*, first: bool, alone: bool) -> str:
    if alone:
        return _("The only record.")
    return _("Where it starts.") if first else _("Joined by hand, or through the others.")


_FIELDS = {
    "given name": gettext_lazy("given name"),
    "family name": gettext_lazy("family name"),
    "full name": gettext_lazy("name"),
    "birth date": gettext_lazy("birth date"),
    "sex": gettext_lazy("sex"),
    "number": gettext_lazy("identity number"),
    "address": gettext_lazy("address"),
    "postcode": gettext_lazy("postcode"),
    "place": gettext_lazy("place"),
    "phone": gettext_lazy("phone"),
    "email": gettext_lazy("email"),
}


def field_words(field: str) -> str:
    """What the pages call a compared field."""
    return str(_FIELDS.get(field) or field.replace("_", " "))
