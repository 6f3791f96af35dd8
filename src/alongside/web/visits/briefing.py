"""What to know before a visit, on one page that can be printed: from the record, with its source.

Each room says what it says on the case's page; nothing is written for this page alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.web.cases.opening import CasePerson, OpenedCase
from alongside.web.cases.parts import CasePart, parts_of
from alongside.web.cases.words import part_words
from alongside.web.clocks.winding import open_clocks
from alongside.web.clocks.words import clock_words, rule_says
from alongside.web.people.family import Home, read_homes
from alongside.web.people.head import read_strip
from alongside.web.people.opening import Opening, open_living
from alongside.web.referrals.opened import visible
from alongside.web.visits.reading import last_seen

OWN = {"visits"}  # the page says them by itself
Seen = dict[UUID, tuple[datetime, bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody of the case, and what to know of them at the door."""

    person_id: UUID
    name: str
    part_says: str
    facts: str  # age, language
    seen: str  # when last, for those the work is about
    shielded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """What somebody who asked us to look said of the safety of who visits."""

    says: str
    when: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything the page says."""

    people: tuple[Who, ...]
    care: tuple[Care, ...]
    homes: tuple[Home, ...]
    shielded: bool
    clocks: tuple[tuple[str, str, str], ...]  # what is wanted, when it ends, tone
    parts: tuple[CasePart, ...]


def read_brief(opened: OpenedCase) -> Brief:
    """What is known now. Each person is opened through the permission, so the ledger has a line."""
    seen = last_seen(opened)
    found = [(one, _open(opened, one)) for one in opened.people]
    people = tuple(_who(opened, one, opening, seen) for one, opening in found)
    shielded = any(one.shielded for one in people)
    child = next((opening for one, opening in found if one.in_focus), None)
    return Brief(
        people=people,
        care=tuple(_care(opened)),
        homes=_homes(child, opened, shielded=shielded) if child else (),
        shielded=shielded,
        clocks=tuple(
            (rule_says(row), words.says, words.tone)
            for row in open_clocks(opened.row)
            if (words := clock_words(row, opened.say, now=opened.acting.now))
        ),
        parts=tuple(one for one in parts_of(opened) if one.name not in OWN and one.lines),
    )


def _care(opened: OpenedCase) -> Iterator[Care]:
    """From referrals that she may read; who said it stays where it is kept apart."""
    rows = visible(opened.acting.access).filter(case=opened.row).exclude(safety="")
    for row in rows.order_by("-taken_at"):
        when = opened.say.day(opened.say.local(row.taken_at))
        yield Care(says=row.safety, when=when, href=f"/referrals/{row.key}/")


def _open(opened: OpenedCase, one: CasePerson) -> Opening:
    acting = opened.acting
    return open_living(one.person_id, access=acting.access, now=acting.now, address=acting.address)


def _who(opened: OpenedCase, one: CasePerson, opening: Opening, seen: Seen) -> Who:
    strip = read_strip(opening, opened.say)
    return Who(
        person_id=one.person_id,
        name=one.name or strip.name,
        part_says=part_words(one.part),
        facts=strip.facts,
        seen=_seen(opened, one, seen) if one.in_focus else "",
        shielded=strip.address_protected or one.address_protected,
    )


def _seen(opened: OpenedCase, one: CasePerson, seen: Seen) -> str:
    if one.person_id not in seen:
        return _("Not seen yet in this case")
    at, alone = seen[one.person_id]
    words = {"day": opened.say.day(opened.say.local(at))}
    return (_("Last seen %(day)s, alone") if alone else _("Last seen %(day)s, with others")) % words


def _homes(child: Opening, opened: OpenedCase, *, shielded: bool) -> tuple[Home, ...]:
    """Where the first child lives now, and who lives there."""
    homes = read_homes(child, child.person.stays(), opened.say, shielded=shielded)
    return tuple(home for home in homes if not home.is_past)
