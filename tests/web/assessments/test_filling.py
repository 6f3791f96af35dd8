"""A form is begun, saved, finished and amended; what two people write is never lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from alongside.agency import Agency
from alongside.core import AlongsideError
from alongside.governance.casework import CaseState, FilledState
from alongside.privacy.access import AccessDenied
from alongside.web.assessments.filling import amend_form, finish_form, start_form
from alongside.web.assessments.models import FilledChangeRow, FilledRow, FormVersionRow
from alongside.web.assessments.on_case import on_case
from alongside.web.assessments.on_record import on_record
from alongside.web.assessments.on_today import on_today
from alongside.web.assessments.saving import save_answers
from alongside.web.cases.models import CaseRow, StepRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.facts.about import people_of
from alongside.web.publishing.models import OutboxRow
from tests.web.assessments.filled import CHILD_VIEW, finished_child_view, finished_safety
from tests.web.casework import NOW, acting_for, make_case, make_worker, reopen_at

pytestmark = pytest.mark.usefixtures("agency")


@pytest.fixture
def opened() -> OpenedCase:
    return make_case(make_worker("Amara Whitlock"))


def test_an_assessment_that_is_begun_and_finished_moves_the_case_on(opened: OpenedCase) -> None:
    row = start_form(opened, "strengths_and_worries")
    assert StepRow.objects.filter(kind="assessment_begun", about=f"form:{row.pk}").exists()
    answers = {
        f"{area}-scale": [6] for area in ("home", "care", "safe", "health", "adults", "around")
    }
    answers |= {"talks#0/talk-who": ["Dora"], "family-words": ["We manage"], "differ": [False]}
    save_answers(opened, row, answers | {"found": ["Evenings are calm"], "next": ["plan"]})
    finish_form(opened, row)
    assert CaseRow.objects.get(pk=opened.row.pk).state == CaseState.PLANNING
    assert people_of("form", [row.pk])[str(row.pk)] == list(opened.focus)


def test_a_form_about_one_child_tells_her_timeline_alone(opened: OpenedCase) -> None:
    mila = opened.focus[0]
    finished_child_view(opened, mila)
    told = OutboxRow.objects.filter(kind="child_view_heard")
    assert [row.person_id for row in told] == [mila]


def test_finishing_a_safety_assessment_is_that_step(opened: OpenedCase) -> None:
    finished_safety(opened)
    assert StepRow.objects.filter(kind="safety_assessed").count() == 1


def test_a_form_about_a_person_needs_somebody_of_the_case(opened: OpenedCase) -> None:
    with pytest.raises(AlongsideError, match="AL-U071"):
        start_form(opened, "child_view")
    other = make_case(make_worker("Ben Osei", team="South"), children=["Lea"])
    with pytest.raises(AlongsideError, match="AL-U071"):
        start_form(opened, "child_view", other.focus[0])


def test_there_is_no_form_of_that_name(opened: OpenedCase) -> None:
    with pytest.raises(AlongsideError, match="AL-U070"):
        start_form(opened, "../agency")


def test_an_unfinished_form_is_not_finished_and_nothing_is_lost(opened: OpenedCase) -> None:
    row = start_form(opened, "child_view", opened.focus[0])
    save_answers(opened, row, {"good": ["My bike"]})
    with pytest.raises(AlongsideError, match="AL-U073"):
        finish_form(opened, row)
    kept = FilledRow.objects.get(pk=row.pk)
    assert (kept.state, kept.answers["good"]) == (FilledState.DRAFT, ["My bike"])
    assert not StepRow.objects.filter(kind="child_view_heard").exists()


def test_what_is_not_asked_any_longer_is_not_in_the_finished_form(opened: OpenedCase) -> None:
    row = start_form(opened, "child_view", opened.focus[0])
    save_answers(opened, row, CHILD_VIEW | {"secret": [True], "secret-what": ["About school"]})
    save_answers(opened, row, {"secret": [False]})
    finish_form(opened, row)
    assert "secret-what" not in FilledRow.objects.get(pk=row.pk).answers
    changes = FilledChangeRow.objects.filter(filled=row)
    assert any(one.changed.get("secret-what") == ["About school"] for one in changes)


def test_a_finished_form_does_not_change_not_even_in_the_database(opened: OpenedCase) -> None:
    row = finished_child_view(opened, opened.focus[0])
    with pytest.raises(AlongsideError, match="AL-U072"):
        save_answers(opened, row, {"good": ["Something else"]})
    with pytest.raises(DatabaseError), transaction.atomic():
        FilledRow.objects.filter(pk=row.pk).update(answers={})
    with pytest.raises(DatabaseError), transaction.atomic():
        FormVersionRow._base_manager.filter(pk=row.version_id).update(text="{}")


def test_an_amendment_starts_from_the_earlier_which_stays(opened: OpenedCase) -> None:
    row = finished_child_view(opened, opened.focus[0])
    later = amend_form(opened, row)
    with pytest.raises(AlongsideError, match="AL-U074"):
        amend_form(opened, row)
    save_answers(opened, later, {"good": ["My bike and my gran"]})
    finish_form(opened, later)
    earlier = FilledRow.objects.get(pk=row.pk)
    assert (earlier.state, earlier.answers["good"]) == (FilledState.AMENDED, ["My bike"])
    assert StepRow.objects.filter(kind="form_amended").count() == 1
    assert StepRow.objects.filter(kind="child_view_heard").count() == 1
    said = [one.says for one in on_record(opened)]
    assert "What is good in your life? My bike and my gran" in said
    assert "What is good in your life? My bike" not in said


def test_two_workers_on_different_questions_lose_nothing(opened: OpenedCase) -> None:
    ben = reopen_at(opened, make_worker("Ben Osei", "supervisor"))
    row = start_form(opened, "child_view", opened.focus[0])
    save_answers(opened, row, {"good": ["My bike"]}, seen=1)
    saved = save_answers(ben, row, {"good": [], "worry": ["The dark"]}, seen=1)
    assert (saved.conflicts, saved.newer) == ((), 1)
    assert saved.row.answers == {"good": ["My bike"], "worry": ["The dark"]}


def test_two_workers_on_one_question_are_shown_both(opened: OpenedCase) -> None:
    ben = reopen_at(opened, make_worker("Ben Osei", "supervisor"), now=NOW + timedelta(minutes=1))
    row = start_form(opened, "child_view", opened.focus[0])
    save_answers(opened, row, {"good": ["My bike"]}, seen=1)
    saved = save_answers(ben, row, {"good": ["My gran"]}, seen=1)
    (conflict,) = saved.conflicts
    assert (conflict.theirs, conflict.mine) == (("My bike",), ("My gran",))
    assert (conflict.by, saved.row.answers["good"]) == ("Amara Whitlock", ["My bike"])
    saved = save_answers(ben, row, {"good": ["My gran"]}, seen={"good": conflict.revision})
    assert (saved.conflicts, saved.row.answers["good"]) == ((), ["My gran"])


def test_the_same_answer_of_two_workers_is_no_conflict(opened: OpenedCase) -> None:
    row = start_form(opened, "child_view", opened.focus[0])
    save_answers(opened, row, {"good": ["My bike"]}, seen=1)
    assert save_answers(opened, row, {"good": ["My bike"]}, seen=1).conflicts == ()


def test_a_new_version_leaves_what_was_filled_as_it_was(opened: OpenedCase, agency: Agency) -> None:
    from alongside.web.assessments.versions import form_of

    row = finished_child_view(opened, opened.focus[0])
    file = agency.folder / "forms" / "child_view.json"
    text = file.read_text().replace('"version": "1"', '"version": "2"')
    file.write_text(text.replace("What is good in your life?", "What do you like?"))
    new = start_form(opened, "child_view", opened.focus[0])
    assert form_of(new).by_link["good"].text == "What do you like?"
    assert form_of(FilledRow.objects.get(pk=row.pk)).by_link["good"].text.startswith("What is good")
    assert FormVersionRow.objects.filter(name="child_view").count() == 2


def test_a_broken_file_is_offered_to_nobody(opened: OpenedCase, agency: Agency) -> None:
    (agency.folder / "forms" / "child_view.json").write_text("{")
    with pytest.raises(AlongsideError, match="AL-U070"):
        start_form(opened, "child_view", opened.focus[0])


def test_a_closed_case_takes_no_form(opened: OpenedCase) -> None:
    row = start_form(opened, "child_view", opened.focus[0])
    save_answers(opened, row, CHILD_VIEW)
    CaseRow.objects.filter(pk=opened.row.pk).update(state=CaseState.CLOSED.value)
    with pytest.raises(AlongsideError, match="AL-G041"):
        finish_form(opened, row)
    assert FilledRow.objects.get(pk=row.pk).state == FilledState.DRAFT


def test_a_team_mate_reads_and_does_not_write(opened: OpenedCase) -> None:
    row = start_form(opened, "child_view", opened.focus[0])
    mate = reopen_at(opened, make_worker("Cleo Brandt"))
    with pytest.raises(AccessDenied, match="AL-P001"):
        save_answers(mate, row, {"good": ["x"]})
    with pytest.raises(AccessDenied, match="AL-P001"):
        start_form(mate, "home_visit")


def test_a_draft_waits_for_who_began_it_while_she_works_on_the_case(opened: OpenedCase) -> None:
    worker = make_worker("Amara Whitlock")
    row = start_form(opened, "home_visit")
    (item,) = on_today(acting_for(worker))
    assert item.says == "Finish the form: Home-visit note"
    assert on_today(acting_for(make_worker("Ben Osei"))) == []
    opened.row.assignments.update(state="ended")
    assert on_today(acting_for(worker)) == []
    (part,) = on_case(reopen_at(opened, worker))
    assert part.lines[0].tone == "soon"
    assert str(row.key) in part.lines[0].href


def test_a_report_gets_each_answer_with_who_said_it_and_nothing_computed(
    opened: OpenedCase,
) -> None:
    finished_safety(opened)
    finished_child_view(opened, opened.focus[0])
    found = on_record(opened)
    assert {one.section for one in found} == {"assessment", "child_view"}
    assert {one.said_by for one in found} == {"Amara Whitlock"}
    assert [one.says for one in found if one.quoted] == [
        "What is good in your life? My bike",
        "What worries you? The dark",
    ]
    assert not any("add up" in one.says for one in found)
    assert next(one for one in found if one.quoted).people == (opened.focus[0],)


def test_a_closed_case_begins_no_form(agency: Agency) -> None:
    closed = make_case(make_worker("Amara Whitlock"), state=CaseState.CLOSED)
    with pytest.raises(AlongsideError, match="AL-G041"):
        start_form(closed, "home_visit")
    assert not FilledRow.objects.exists()
