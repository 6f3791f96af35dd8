"""Write a relationship down, say that it ended, or take it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.genogram import Kin, ParentOf, check_born_first, check_parents
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import take_step
from alongside.web.facts.about import say_about
from alongside.web.families.kinds import KINDS, Kind
from alongside.web.families.models import WORDS, RelationshipEndRow, RelationshipRow
from alongside.web.families.refusing import (
    needs_a_reason,
    over_already,
    said_already,
    unknown_kind,
    wrong_days,
)
from alongside.web.families.said import SaidTie, parents_around, said_ties
from alongside.web.families.vitals import Vitals, vitals_of
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import living
from alongside.web.identity.models import PersonRow

TOLD = "relationship_said"


def say_relationship(
    acting: Acting,
    one: UUID,
    kind: str,
    other: UUID,
    *,
    from_on: date | None = None,
    until_on: date | None = None,
    told_by: str = "",
    note: str = "",
    opened: OpenedCase | None = None,
) -> RelationshipRow:
    """Keep that ``one`` is to ``other`` what ``kind`` says; both timelines are told.

    With a case (``opened``) it is a step of the case as well.

    Raises
    ------
    AccessDenied
        When she may not work on cases, or may not see one of the two.
    AlongsideError
        ``AL-N001`` to ``AL-N005`` for what no family is, ``AL-U110`` for an unknown kind,
        ``AL-U111`` for days that cannot be, ``AL-U112`` for what is said already.
    """
    one, other = living(one), living(other)
    acting.check(Verb.WORK_CASES, [one, other])
    chosen = KINDS.get(kind)
    if chosen is None:
        raise unknown_kind()
    _check_days(acting, from_on, until_on)
    with transaction.atomic():
        # two workers who write about the same two come one after the other
        list(
            PersonRow.objects.select_for_update(no_key=True)
            .filter(id__in=[one, other])
            .order_by("id")
        )
        _check_new(acting, chosen, one, other, from_on)
        row: RelationshipRow = RelationshipRow.objects.create(
            kind=kind,
            one_id=one,
            other_id=other,
            from_on=from_on,
            until_on=until_on,
            told_by=told_by.strip()[:160],
            note=note.strip()[:WORDS],
            by_id=acting.access.worker.id,
            at=acting.now,
        )
        case = opened.row if opened else None
        say_about("relationship", row.pk, [one, other], acting=acting, case=case)
        _tell(acting, row, [one, other], opened)
    return row


def end_relationship(
    acting: Acting, row: RelationshipRow, *, ended_on: date, reason: str
) -> RelationshipEndRow:
    """Say since when it is no longer so."""
    _check_days(acting, row.from_on, ended_on)
    return _close(acting, row, ended_on=ended_on, reason=reason)


def withdraw_relationship(
    acting: Acting, row: RelationshipRow, *, reason: str
) -> RelationshipEndRow:
    """Say that it was never so; it stays to be read, struck through."""
    return _close(acting, row, ended_on=None, reason=reason)


def find_relationship(key: UUID, acting: Acting, *, about: UUID) -> tuple[RelationshipRow, SaidTie]:
    """A standing relationship of a person, for who may change it.

    Raises
    ------
    AccessDenied
        When there is none, it is about others, or she may not see one of its people.
    """
    for tie in said_ties([about], acting.access.worker, over=True):
        if tie.row.key == key:
            acting.check(Verb.WORK_CASES, [tie.one, tie.other])
            return tie.row, tie
    raise AccessDenied(Refusal.NOT_YOURS)


def _close(
    acting: Acting, row: RelationshipRow, *, ended_on: date | None, reason: str
) -> RelationshipEndRow:
    ties = said_ties([row.one_id, row.other_id], acting.access.worker, over=True)
    people = {one for tie in ties if tie.row.pk == row.pk for one in (tie.one, tie.other)}
    acting.check(Verb.WORK_CASES, people or [row.one_id, row.other_id])
    if not reason.strip():
        raise needs_a_reason()
    with transaction.atomic():
        list(PersonRow.objects.select_for_update(no_key=True).filter(id__in=people).order_by("id"))
        if RelationshipEndRow.objects.filter(relationship=row).exists():
            raise over_already()
        made: RelationshipEndRow = RelationshipEndRow.objects.create(
            relationship=row,
            ended_on=ended_on,
            reason=reason.strip()[:WORDS],
            by_id=acting.access.worker.id,
            at=acting.now,
        )
        _tell(acting, row, people, None)
    return made


def _tell(
    acting: Acting, row: RelationshipRow, people: Iterable[UUID], opened: OpenedCase | None
) -> None:
    """The ledger, and the timelines: once, through the case where there is one."""
    people = list(people)
    if opened is not None:
        take_step(opened, TOLD, people=people, about=f"relationship:{row.pk}")
        return
    for person_id in people:
        acting.note(Verb.WORK_CASES, "person", str(person_id), reason=f"relationship:{row.pk}")
    acting.tell_timelines(TOLD, people)


def _check_days(acting: Acting, from_on: date | None, until_on: date | None) -> None:
    today = acting.now.astimezone(current_agency().file.zone).date()
    if any(day is not None and day > today for day in (from_on, until_on)):
        raise wrong_days()
    if from_on and until_on and until_on < from_on:
        raise wrong_days()


def _check_new(acting: Acting, kind: Kind, one: UUID, other: UUID, from_on: date | None) -> None:
    """Refuse what is said already, and what no family is."""
    if kind.kin is not None:
        _check_parentage(acting, kind.kin, one, other)
    else:
        ParentOf(one=str(one), other=str(other))  # nobody is in a relationship with herself
    pair = {one, other} if kind.both_ways else (one, other)
    for tie in said_ties([one], acting.access.worker):
        same = {tie.one, tie.other} if kind.both_ways else (tie.one, tie.other)
        if tie.row.kind == kind.name and same == pair and tie.row.from_on == from_on:
            raise said_already()


def _check_parentage(acting: Acting, kin: Kin, one: UUID, other: UUID) -> None:
    """The new tie among the parents that workers said around the two.

    Only what this worker may see is asked: a refusal must not tell of a sealed life.
    """
    new = ParentOf(one=str(one), other=str(other), kin=kin)
    around = parents_around([one, other], acting.access.worker)
    check_parents([*(tie for tie in around if (tie.one, tie.other) != (new.one, new.other)), new])
    born = vitals_of([one, other], acting.access)
    parent, child = born.get(one, Vitals()), born.get(other, Vitals())
    check_born_first(parent.birth_on, child.birth_on, kin=kin)
