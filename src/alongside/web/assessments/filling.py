"""Begin a form, finish it, amend it: each with its step in the case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.forms import Answers, Form, Value, problems, tidy
from alongside.governance.casework import FilledState, state_after
from alongside.governance.casework.states import FILLED_TRANSITIONS, check_move
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.assessments.errors import is_frozen, needs_person, not_amendable, not_complete
from alongside.web.assessments.models import FilledChangeRow, FilledRow
from alongside.web.assessments.versions import current_form, form_of, version_of
from alongside.web.assessments.whom import concerned, whom
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import take_step
from alongside.web.facts.about import say_about


def start_form(opened: OpenedCase, form_name: str, person_id: UUID | None = None) -> FilledRow:
    """Begin a form of the agency, about a person of the case where the form is about a person.

    Raises
    ------
    AccessDenied
        When the worker may not work on the case.
    AlongsideError
        ``AL-U070`` for no such form, ``AL-U071`` when it needs a person of the case, ``AL-G041``
        when the case is closed.
    """
    opened.check(Verb.WORK_CASES)
    state_after("form_finished", opened.state)
    file = current_form(form_name)
    person = _person_for(opened, file.form, person_id)
    with transaction.atomic():
        row = _begin(
            opened,
            version=version_of(file, opened.acting),
            person_id=person,
            answers={
                item.link_id: list(item.initial)
                for item, above in file.form.walk()
                if item.initial and item.asked and not any(one.repeats for one in above)
            },
        )
        if file.form.is_assessment:
            people = concerned(row, opened)
            take_step(opened, "assessment_begun", people=people, about=name_of(row))
    return row


def finish_form(
    opened: OpenedCase, filled: FilledRow, *, happened_at: datetime | None = None
) -> FilledRow:
    """Finish a form: nothing of it changes any more.

    Raises
    ------
    AccessDenied
        When the worker may not work on the case.
    AlongsideError
        ``AL-U072`` when it is finished already, ``AL-U073`` when answers are missing.
    """
    opened.check(Verb.WORK_CASES)
    with transaction.atomic():
        row = hold(filled)
        form, answers = form_of(row), as_answers(row.answers)
        if found := problems(form, answers):
            raise not_complete(len(found))
        _keep_what_counts(opened, row, tidy(form, answers))
        row.state = FilledState.FINISHED.value
        row.finished_at, row.finished_by_id = (
            opened.acting.now,
            UUID(opened.acting.access.worker.id),
        )
        row.save(update_fields=["state", "finished_at", "finished_by_id", "answers", "revision"])
        step = "form_amended" if row.amends_id else form.step
        people = concerned(row, opened)
        take_step(opened, step, people=people, happened_at=happened_at, about=name_of(row))
        if row.amends_id:
            _replace(row.amends_id)
    return row


def amend_form(opened: OpenedCase, filled: FilledRow) -> FilledRow:
    """A new draft that starts from a finished form and will stand in its place.

    Raises
    ------
    AlongsideError
        ``AL-U074`` when it is no finished form, or somebody amends it already.
    """
    opened.check(Verb.WORK_CASES)
    if filled.state != FilledState.FINISHED.value:
        raise not_amendable()
    try:
        with transaction.atomic():
            return _begin(
                opened,
                version=filled.version,
                person_id=whom(filled),
                answers=filled.answers,
                amends=filled,
            )
    except IntegrityError:
        raise not_amendable() from None


def find_filled(opened: OpenedCase, key: UUID) -> FilledRow:
    """A filled form of the case.

    Raises
    ------
    AccessDenied
        When the case has none of that key: as for what does not exist.
    """
    rows = FilledRow.objects.select_related("version", "saved_by", "finished_by", "begun_by")
    row = rows.filter(case=opened.row, key=key).first()
    if row is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    return row


def hold(filled: FilledRow) -> FilledRow:
    """The draft's row, held until the transaction ends.

    Raises
    ------
    AlongsideError
        ``AL-U072`` when it is no draft.
    """
    rows = FilledRow.objects.select_for_update(of=("self",)).select_related("version")
    row = rows.get(pk=filled.pk)
    if row.state != FilledState.DRAFT.value:
        raise is_frozen()
    return row


def name_of(filled: FilledRow) -> str:
    """What a step calls a filled form."""
    return f"form:{filled.pk}"


def as_answers(kept: Mapping[str, Any]) -> dict[str, tuple[Value, ...]]:
    """Answers of a row, as the form's rules take them."""
    return {key: tuple(values) for key, values in kept.items()}


def as_kept(answers: Answers) -> dict[str, list[Value]]:
    """Answers as a row keeps them."""
    return {key: list(values) for key, values in answers.items()}


def _person_for(opened: OpenedCase, form: Form, person_id: UUID | None) -> UUID | None:
    if form.about != "person":
        return None
    if person_id not in {one.person_id for one in opened.people}:
        raise needs_person()
    return person_id


def _begin(opened: OpenedCase, **values: Any) -> FilledRow:
    now, worker = opened.acting.now, opened.acting.access.worker.id
    row = FilledRow.objects.create(
        case=opened.row,
        begun_at=now,
        begun_by_id=worker,
        saved_at=now,
        saved_by_id=worker,
        **values,
    )
    FilledChangeRow.objects.create(
        filled=row, revision=1, changed=row.answers, by_id=worker, at=now
    )
    people = (row.person_id,) if row.person_id else opened.focus
    say_about("form", row.pk, people, acting=opened.acting, case=opened.row)
    return row


def _keep_what_counts(opened: OpenedCase, row: FilledRow, answers: Answers) -> None:
    """Leave out what is not asked any longer; its earlier words stay among the changes."""
    kept = as_kept(answers)
    gone: dict[str, list[Value]] = {key: [] for key in row.answers if key not in kept}
    if not gone:
        return
    row.answers, row.revision = kept, row.revision + 1
    FilledChangeRow.objects.create(
        filled=row,
        revision=row.revision,
        changed=gone,
        by_id=opened.acting.access.worker.id,
        at=opened.acting.now,
    )


def _replace(filled_id: int) -> None:
    earlier = FilledRow.objects.select_for_update().get(pk=filled_id)
    check_move(FILLED_TRANSITIONS, FilledState(earlier.state), FilledState.AMENDED)
    earlier.state = FilledState.AMENDED.value
    earlier.save(update_fields=["state"])
