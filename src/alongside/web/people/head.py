"""The strip at the top of every page of a person: who this is, and what to take care of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.timeline import PersonHead
from alongside.web.identity.lookup import OUTBOX_SOURCE
from alongside.web.identity.models import NameRow, SaidPersonRow
from alongside.web.people.opening import Opening
from alongside.web.people.words import DateWords, age_words, initials, language_words, sex_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Everything the strip says. ``known`` is false when nothing was known on the as-of day."""

    person_id: UUID
    name: str
    initials: str
    facts: str
    address_protected: bool
    birth_on: date | None
    known: bool = True


def read_strip(opening: Opening, say: DateWords) -> Strip:
    """The strip as of the access: from the records, or from the search index without them."""
    records = opening.person.records()
    if not records:
        return _strip_without_records(opening, say)
    head = opening.person.head()
    unborn = None
    if head.birth_on is None and any(one.source == OUTBOX_SOURCE for one in records):
        unborn = _said(opening)
    name = f"{head.given_name or ''} {head.family_name or ''}".strip()
    return Strip(
        person_id=head.person_id,
        name=name or _("Name not known"),
        initials=initials(name),
        facts=_facts(head, opening.as_of_on, say)
        if unborn is None or unborn.expected_on is None
        else _expected(unborn.expected_on, say),
        address_protected=head.address_protected,
        birth_on=head.birth_on,
    )


def _strip_without_records(opening: Opening, say: DateWords) -> Strip:
    said = _said(opening)
    if said is not None:
        return _strip_from_said(opening, said, say)
    if opening.joined_at is None:
        return _strip_from_names(opening, say)
    return _unknown(opening, _("Not known here on that day"))


def _facts(head: PersonHead, on: date, say: DateWords) -> str:
    until = head.died_on if head.died_on and head.died_on <= on else on
    parts = [age_words(head.birth_on, until, precision=head.birth_precision)]
    if head.birth_on:
        born = say.when_born(head.birth_on, head.birth_precision)
        parts[0] += ", " + _("born %(day)s") % {"day": born}
    if until is head.died_on:
        parts.append(_("Died %(day)s") % {"day": say.full(until)})
    parts.append(sex_words(head.sex))
    if head.language:
        parts.append(_("Speaks %(language)s") % {"language": language_words(head.language)})
    return ". ".join(part for part in parts if part) + "."


def _said(opening: Opening) -> SaidPersonRow | None:
    """What a worker wrote down of somebody who is in no source, as far as this access may read."""
    access = opening.access
    rows = SaidPersonRow.objects.filter(
        person_id__in=opening.own_ids,
        at__lte=access.as_of,
        sensitivity__lte=access.worker.clearance(access.purpose) or 0,
    ).order_by("-id")
    return next((row for row in rows if access.purpose in row.purposes), None)


def _strip_from_said(opening: Opening, said: SaidPersonRow, say: DateWords) -> Strip:
    """What a worker wrote down, until the next refresh makes it a record like others."""
    name = f"{said.given_name} {said.family_name}".strip()
    head = PersonHead(
        person_id=opening.where.person_id,
        given_name=said.given_name,
        family_name=said.family_name,
        birth_on=said.birth_on,
        birth_precision=said.birth_precision,
        died_on=None,
        sex=said.sex,
        language=said.language,
        address_protected=False,
    )
    facts = _facts(head, opening.as_of_on, say)
    return Strip(
        person_id=opening.where.person_id,
        name=name or _("Name not known"),
        initials=initials(name),
        facts=_expected(said.expected_on, say) if said.expected_on else facts,
        address_protected=False,
        birth_on=said.birth_on,
    )


def _expected(on: date, say: DateWords) -> str:
    """An unborn child, or one whose birth nobody has written down yet."""
    day = say.full(on)
    if on < say.today:
        return _("Was expected on %(day)s; no birth date is written down.") % {"day": day}
    return _("Not born yet, expected on %(day)s.") % {"day": day}


def _strip_from_names(opening: Opening, say: DateWords) -> Strip:
    """What search knows must do while the joined records cannot be read."""
    row = NameRow.objects.filter(person_id=opening.where.person_id).order_by("id").first()
    if row is None or opening.as_of_on < opening.today:
        return _unknown(opening, _("Name not known at the moment"))
    name = f"{row.given_name} {row.family_name}".strip()
    facts = age_words(row.birth_on, opening.today)
    if row.birth_on:
        facts += ", " + _("born %(day)s") % {"day": say.full(row.birth_on)}
    return Strip(
        person_id=opening.where.person_id,
        name=name,
        initials=initials(name),
        facts=f"{facts}.",
        address_protected=False,
        birth_on=row.birth_on,
    )


def _unknown(opening: Opening, name: str) -> Strip:
    return Strip(
        person_id=opening.where.person_id,
        name=name,
        initials="",
        facts="",
        address_protected=False,
        birth_on=None,
        known=False,
    )
