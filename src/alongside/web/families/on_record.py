"""What this room tells a report about a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.recording import Statement
from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase
from alongside.web.decisions.waiting import names_for
from alongside.web.families.joined import JoinedTie
from alongside.web.families.of_case import joined_in, said_in
from alongside.web.families.said import SaidTie
from alongside.web.people.wordings import Wordings


def on_record(opened: OpenedCase) -> list[Statement]:
    """Who is who in the case: what workers were told, then what sources say besides."""
    said = said_in(opened)
    joined = joined_in(opened, said)
    people = {end for tie in said for end in (tie.one, tie.other)}
    people |= {end for tie in joined for end in (tie.one, tie.other)}
    names = names_for(people, opened.acting.access)
    return [*_said(opened, said, names), *_joined(opened, joined, names)]


def _said(
    opened: OpenedCase, ties: Iterable[SaidTie], names: dict[UUID, str]
) -> Iterable[Statement]:
    for tie in ties:
        yield Statement(
            section="people",
            says=_sentence(tie, names, tie.row.from_on, tie.until_on, opened),
            said_by=tie.row.told_by or tie.row.by.name,
            happened_at=_midnight(tie.row.from_on),
            known_at=tie.row.at,
            source=f"relationship:{tie.row.pk}",
            href=f"{reverse('families:family', args=[tie.other])}#words",
            people=(tie.one, tie.other),
            precision="day",
        )


def _joined(
    opened: OpenedCase, ties: Iterable[JoinedTie], names: dict[UUID, str]
) -> Iterable[Statement]:
    words = Wordings(current_agency())
    for tie in ties:
        yield Statement(
            section="people",
            says=_sentence(tie, names, tie.from_on, tie.until_on, opened),
            said_by=words.source(tie.source),
            happened_at=_midnight(tie.from_on),
            known_at=tie.known_at,
            source=f"{tie.source}:{tie.called}",
            href=f"{reverse('families:family', args=[tie.other])}#words",
            people=(tie.one, tie.other),
            precision="day",
        )


def _sentence(
    tie: SaidTie | JoinedTie,
    names: dict[UUID, str],
    from_on: date | None,
    until_on: date | None,
    opened: OpenedCase,
) -> str:
    unknown = _("somebody whose name is not known")
    kind = tie.kind
    if kind is None:
        raise ValueError("what is only told is no statement of who is who")
    said = kind.sentence(names.get(tie.one) or unknown, names.get(tie.other) or unknown)
    said = said[:1].upper() + said[1:]
    if from_on or until_on:
        said = f"{said}, {opened.say.span(from_on, until_on)}"
    return f"{said}."


def _midnight(on: date | None) -> datetime | None:
    """The beginning of a day where the agency is."""
    if on is None:
        return None
    return datetime.combine(on, time(), tzinfo=current_agency().file.zone)
