"""A note is written, kept and amended, and no text of it is ever lost or changed."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from alongside.core import AlongsideError, Sensitivity
from alongside.governance.casework import CaseState
from alongside.privacy.access import AccessDenied
from alongside.web.cases.history import steps_of
from alongside.web.cases.models import StepRow
from alongside.web.facts.about import people_of
from alongside.web.notes.drafting import NewerText, Written, discard_draft, save_draft
from alongside.web.notes.keeping import amend_note, keep_note, write_note
from alongside.web.notes.models import NoteRow
from alongside.web.notes.reading import amendments_of, drafts_of, kept_notes
from alongside.web.publishing.models import OutboxRow
from tests.web.casework import NOW, make_case, make_worker, reopen_at

pytestmark = pytest.mark.usefixtures("agency")
YESTERDAY = NOW - timedelta(days=1)


def test_a_kept_note_tells_each_childs_timeline_when_but_not_what() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    note = write_note(opened, text="Mila laughed a lot", kind="visit", happened_at=YESTERDAY)
    told = OutboxRow.objects.filter(kind="note_written")
    assert {(row.person_id, row.happened_at) for row in told} == {
        (one, YESTERDAY) for one in opened.focus
    }
    assert not any("laughed" in str(vars(row)) for row in told)
    assert set(people_of("note", [note.pk])[str(note.pk)]) == set(opened.focus)
    assert StepRow.objects.get(kind="note_written").about == f"note:{note.pk}"


def test_a_note_is_about_whom_the_worker_says_and_never_about_strangers() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    child = opened.focus[0]
    note = write_note(opened, text="On the phone", people=[child, uuid4()])
    assert people_of("note", [note.pk]) == {str(note.pk): [child]}


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"text": "  \n"}, "a text"),
        ({"text": "Here", "people": []}, "whom it is about"),
        ({"text": "", "people": []}, "a text and whom it is about"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(said: dict, wanted: str) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    with pytest.raises(AlongsideError, match="AL-U092") as refused:
        write_note(opened, **said)
    assert refused.value.wanted == wanted
    assert not StepRow.objects.filter(kind="note_written").exists()


def test_a_note_of_tomorrow_is_a_plan() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    with pytest.raises(AlongsideError, match="AL-U049"):
        write_note(opened, text="Will see Mila", happened_at=NOW + timedelta(days=1))


def test_a_kept_note_is_frozen_by_code_and_by_the_database() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    note = write_note(opened, text="As it was")
    with pytest.raises(NewerText, match="AL-U091"):
        save_draft(opened, note.key, Written(text="Otherwise"), revision=note.revision)
    with pytest.raises(DatabaseError, match="kept as it was written"), transaction.atomic():
        NoteRow.objects.filter(pk=note.pk).update(text="Otherwise")
    with pytest.raises(AccessDenied):
        discard_draft(opened, note.key)
    assert NoteRow.objects.get(pk=note.pk).text == "As it was"


def test_amendments_stand_beside_the_first_text_with_their_reasons() -> None:
    amara, ben = make_worker("Amara Whitlock"), make_worker("Ben Osei")
    opened = make_case(amara)
    first = write_note(opened, text="Theo was at school")
    amend_note(opened, first, text="Theo was at home", reason="Dora rang again")
    amend_note(opened, first, text="He had a cold", reason="Left out")
    (seen,) = kept_notes(reopen_at(opened, ben))
    assert seen.text == "Theo was at school"
    assert [(one.text, one.reason) for one in amendments_of(seen)] == [
        ("Theo was at home", "Dora rang again"),
        ("He had a cold", "Left out"),
    ]
    assert OutboxRow.objects.filter(kind="note_amended").count() == 2 * len(opened.focus)


def test_an_amendment_needs_its_reason() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    first = write_note(opened, text="Theo was at school")
    with pytest.raises(AlongsideError, match="AL-U092") as refused:
        amend_note(opened, first, text="Theo was at home", reason=" ")
    assert refused.value.wanted == "the reason of the amendment"


def test_a_restricted_note_is_nowhere_for_who_is_not_cleared() -> None:
    amara, josef = make_worker("Amara Whitlock"), make_worker("Josef Lang", "supervisor")
    opened = make_case(amara)
    led = reopen_at(opened, josef)
    write_note(led, text="The refuge moved", sensitivity=Sensitivity.RESTRICTED)
    assert [one.text for one in kept_notes(led)] == ["The refuge moved"]
    assert list(kept_notes(opened)) == []
    assert {row.sensitivity for row in OutboxRow.objects.filter(kind="note_written")} == {3}
    assert "A note was written" in [one.says for one in steps_of(led, limit=9)[0]]
    assert "A note was written" not in [one.says for one in steps_of(opened, limit=9)[0]]


def test_a_restricted_amendment_hides_what_it_amends() -> None:
    amara, josef = make_worker("Amara Whitlock"), make_worker("Josef Lang", "supervisor")
    opened = make_case(amara)
    first = write_note(opened, text="Dora lives at 4 Weir Court")
    led = reopen_at(opened, josef)
    written = Written(text="Address taken out", sensitivity=3, reason="A protected address")
    draft = save_draft(led, uuid4(), written, revision=0, amends=first.key)
    assert [one.pk for one in kept_notes(opened)] == [first.pk]
    keep_note(led, draft.key, revision=draft.revision)
    assert list(kept_notes(opened)) == []
    assert [one.pk for one in kept_notes(led)] == [first.pk]


def test_a_worker_cannot_write_above_her_own_clearance() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    note = write_note(opened, text="Mine", sensitivity=Sensitivity.RESTRICTED)
    assert note.sensitivity == Sensitivity.SENSITIVE
    assert list(kept_notes(opened)) == [note]


def test_notes_are_still_written_when_the_case_is_closed() -> None:
    opened = make_case(make_worker("Amara Whitlock"), state=CaseState.CLOSED)
    assert write_note(opened, text="Dora rang to say thanks").state == "kept"


def test_a_second_device_is_told_and_overwrites_nothing() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    key = uuid4()
    first = save_draft(opened, key, Written(text="One", happened_at=NOW), revision=0)
    phone = save_draft(opened, key, Written(text="Two", happened_at=NOW), revision=first.revision)
    with pytest.raises(NewerText, match="AL-U090") as refused:
        save_draft(opened, key, Written(text="Three", happened_at=NOW), revision=first.revision)
    assert refused.value.theirs.text == "Two"
    with pytest.raises(NewerText):
        keep_note(opened, key, revision=first.revision)
    assert NoteRow.objects.get().text == "Two"
    assert phone.revision == 2


def test_the_same_text_sent_twice_is_one_save() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    key, written = uuid4(), Written(text="One", happened_at=NOW)
    for _ in range(2):
        row = save_draft(opened, key, written, revision=0)
    assert row.revision == 1
    assert NoteRow.objects.count() == 1


def test_a_draft_is_its_writers_alone() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    key = uuid4()
    save_draft(opened, key, Written(text="Half a thought"), revision=0)
    josef = reopen_at(opened, make_worker("Josef Lang", "supervisor"))
    assert list(drafts_of(josef)) == []
    assert list(kept_notes(josef)) == []
    with pytest.raises(AccessDenied):
        save_draft(josef, key, Written(text="Mine now"), revision=1)
    with pytest.raises(AccessDenied):
        discard_draft(josef, key)
    assert [one.text for one in drafts_of(opened)] == ["Half a thought"]


def test_a_team_mate_may_not_begin_a_note() -> None:
    opened = reopen_at(make_case(make_worker("Amara Whitlock")), make_worker("Ben Osei"))
    with pytest.raises(AccessDenied, match="AL-P001"):
        write_note(opened, text="I was never there")


def test_a_person_who_is_named_twice_is_kept_and_told_once() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    twice = [opened.focus[0], opened.focus[0]]
    note = write_note(opened, text="We talked", people=twice)
    assert people_of("note", [note.pk]) == {str(note.pk): [opened.focus[0]]}
    assert OutboxRow.objects.filter(kind="note_written").count() == 1
