"""Both sides of a question, line by line, as far as the reader's purpose and clearance allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.timeline import RecordVersion
from alongside.web.identity.compare import Finding
from alongside.web.people.joined import field_words, record_name
from alongside.web.people.wordings import Wordings
from alongside.web.people.words import DateWords, sex_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Something that a side's records say, and which of them."""

    text: str
    sources: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side: whose records, which of them is asked about, all their known versions."""

    person_id: UUID
    record_id: str
    name: str
    records: Sequence[RecordVersion]
    versions: Sequence[RecordVersion]

    @property
    def in_view(self) -> bool:
        """Whether the reader may see the record that is asked about."""
        return any(one.record_id == self.record_id for one in self.records)

    @property
    def protected(self) -> bool:
        """Whether any record of this side has a protected address."""
        return any(version.address_protected for version in (*self.records, *self.versions))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the comparison."""

    label: str
    left: Sequence[Value]
    right: Sequence[Value]
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWriter:
    """Writes the values of both sides, in the words of one page.

    ``protected``: one side has a protected address. The other's is then not shown either, since
    they may be one person.
    """

    say: DateWords
    words: Wordings
    protected: bool = False

    def lines(self, left: Side, right: Side, findings: Iterable[Finding]) -> list[Line]:
        """Every line on which at least one side says something."""
        by_line: dict[str, list[Finding]] = {}
        for finding in findings:
            by_line.setdefault(finding.line, []).append(finding)
        lines = []
        for key, label, write in self._writers():
            values = write(left), write(right)
            found = by_line.pop(key, [])
            if any(values) or found:
                lines.append(Line(label=label, left=values[0], right=values[1], findings=found))
        for key, found in by_line.items():
            label = _capital(field_words(key))
            lines.append(Line(label=label, left=(), right=(), findings=found))
        return lines

    def _writers(self) -> list[tuple[str, str, Callable[[Side], list[Value]]]]:
        return [
            ("name", _("Name"), self._names),
            ("birth_on", _("Born"), self._births),
            ("sex", _("Sex"), lambda side: self._said(side, lambda one: sex_words(one.sex))),
            ("address", _("Lived at"), self._addresses),
            ("phone", _("Phone"), self._phones),
            ("email", _("Email"), lambda side: self._said(side, lambda one: one.email or "")),
            ("id_number", _("Identity number"), self._numbers),
            ("source", _("Known from"), self._sources),
        ]

    def _names(self, side: Side) -> list[Value]:
        return self._said(side, record_name)

    def _births(self, side: Side) -> list[Value]:
        def born(one: RecordVersion) -> str:
            if one.birth_on is None:
                return ""
            return self.say.when_born(one.birth_on, one.birth_precision)

        return self._said(side, born)

    def _addresses(self, side: Side) -> list[Value]:
        if self.protected:
            return [Value(text=_("Address protected"), sources="")] if side.protected else []
        newest_first = sorted(side.versions, key=lambda one: one.known_from, reverse=True)
        return [
            Value(text=text, sources=f"{self.words.source(one.source)}, {self._while_known(one)}")
            for one in _first_of_each(newest_first, _address)
            if (text := _address(one))
        ]

    def _while_known(self, one: RecordVersion) -> str:
        until = self.say.local(one.known_until) if one.known_until else None
        return self.say.span(self.say.local(one.known_from), until)

    def _phones(self, side: Side) -> list[Value]:
        return [] if self.protected else self._said(side, lambda one: masked(one.phone))

    def _numbers(self, side: Side) -> list[Value]:
        def number(one: RecordVersion) -> str:
            if not one.id_number:
                return ""
            kind = f"{one.id_kind.replace('_', ' ')} " if one.id_kind else ""
            return f"{kind}{masked(one.id_number)}"

        return self._said(side, number)

    def _sources(self, side: Side) -> list[Value]:
        first_known: dict[str, RecordVersion] = {}
        for one in sorted(side.versions, key=lambda one: one.known_from):
            first_known.setdefault(one.source, one)
        return [
            Value(
                text=self.words.source(source),
                sources=_("since %(day)s") % {"day": self.say.day(self.say.local(one.known_from))},
            )
            for source, one in first_known.items()
        ]

    def _said(self, side: Side, read: Callable[[RecordVersion], str]) -> list[Value]:
        """Each distinct value of the records as they are now, with the sources that say it."""
        sources: dict[str, dict[str, None]] = {}
        for one in _asked_first(side):
            text = read(one)
            if text:
                sources.setdefault(text, {})[self.words.source(one.source)] = None
        return [Value(text=text, sources=", ".join(titles)) for text, titles in sources.items()]


def masked(number: str | None) -> str:
    """The end of a number: enough to compare by eye, too little to copy."""
    if not number:
        return ""
    plain = "".join(letter for letter in number if letter.isalnum())
    return _("ends in %(end)s") % {"end": plain[-3:]} if len(plain) > 5 else _("given")


def _asked_first(side: Side) -> list[RecordVersion]:
    return sorted(side.records, key=lambda one: (one.record_id != side.record_id, one.record_id))


def _address(one: RecordVersion) -> str:
    return ", ".join(part for part in (one.address, one.postcode, one.place) if part)


def _first_of_each(
    records: Iterable[RecordVersion], key: Callable[[RecordVersion], str]
) -> list[RecordVersion]:
    kept: dict[str, RecordVersion] = {}
    for one in records:
        kept.setdefault(key(one), one)
    return list(kept.values())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
