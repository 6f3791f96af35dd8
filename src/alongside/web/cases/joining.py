"""Who becomes part of a case, and who leaves it."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.privacy import Verb
from alongside.web.cases import words
from alongside.web.cases.models import CasePersonRow
from alongside.web.cases.opening import OpenedCase, again, current_parts
from alongside.web.cases.refusing import needs_words, not_a_part, part_already
from alongside.web.cases.steps import hold, take_step
from alongside.web.facts.about import say_about
from alongside.web.identity.lookup import living

PARTS = tuple(words.PARTS)


def add_person(
    opened: OpenedCase, person_id: UUID, *, part: str, in_focus: bool = False
) -> OpenedCase:
    """Somebody becomes part of the case; gives the case as it is then.

    Raises
    ------
    AccessDenied
        When she may not work on the case, or may not see the person (sealed to her, or nobody).
    AlongsideError
        ``AL-U065`` when the person is part of it already, ``AL-G041`` when the case is closed.
    """
    opened.check(Verb.WORK_CASES)
    target = living(person_id)
    opened.acting.check(Verb.VIEW_PERSON, [target])
    if part not in PARTS:
        raise ValueError(f"no part {part!r}")
    try:
        with transaction.atomic():
            row = hold(opened)
            if target in current_parts(row):
                raise part_already()
            made = CasePersonRow.objects.create(
                case=row,
                person_id=target,
                part=part,
                in_focus=in_focus,
                from_at=opened.acting.now,
                by_id=opened.acting.access.worker.id,
            )
            say_about("part", made.pk, [target], acting=opened.acting, case=row)
            take_step(opened, "person_joined_case", people=[target], about=f"part:{made.pk}")
    except IntegrityError as error:  # two at once, each before the other was there
        raise part_already() from error
    return again(opened)


def remove_person(opened: OpenedCase, person_id: UUID, *, reason: str) -> OpenedCase:
    """Somebody is no longer part of the case; that they were stays to be read.

    Raises
    ------
    AccessDenied
        When she may not work on the case.
    AlongsideError
        ``AL-U063`` without a reason; ``AL-U066`` when the person is no part of it, or the work
        would be about nobody.
    """
    opened.check(Verb.WORK_CASES)
    if not reason.strip():
        raise needs_words("why the person is no longer part of the case")
    with transaction.atomic():
        row = hold(opened)
        parts = current_parts(row)
        target = living(person_id)
        stays = any(one.in_focus for key, one in parts.items() if key != target)
        if target not in parts or not stays:
            raise not_a_part()
        # every part of hers: a merge may have left two
        mine = CasePersonRow.objects.filter(case=row, until_at__isnull=True)
        for one in mine:
            if one.pk == parts[target].pk or living(one.person_id) == target:
                one.until_at = opened.acting.now
                one.save(update_fields=["until_at"])
        take_step(
            opened,
            "person_left_case",
            people=[target],
            reason=reason.strip(),
            about=f"part:{parts[target].pk}",
        )
    return again(opened)
