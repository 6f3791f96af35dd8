"""Answers about who is who: what each writes, what is refused, and that one of two workers wins."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.core import AlongsideError
from alongside.governance import ProposalState
from alongside.privacy.access import AccessDenied
from alongside.web.identity.acting import Acting
from alongside.web.identity.decide import join, keep_apart, reopen, split
from alongside.web.identity.models import DecisionRow, JudgementRow, MembershipRow, PersonRow
from alongside.web.identity.undo import undo
from alongside.web.ledger.models import LedgerEntry
from alongside.web.people.models import Contest
from alongside.web.publishing.models import OutboxRow
from tests.web.identity.ground import (
    EPOCH,
    acting_as,
    make_person,
    make_question,
    make_user,
    owners,
    seal,
)

pytestmark = pytest.mark.django_db
NOW = EPOCH + timedelta(days=40)


@pytest.fixture
def amara() -> Acting:
    return acting_as(make_user(), at=NOW)


def test_a_join_moves_the_younger_persons_records_and_leaves_a_tombstone(amara: Acting) -> None:
    older = make_person("school:1", "health:1")
    younger = make_person("hotline:7", minted_at=EPOCH + timedelta(days=1))
    decision = join(make_question("school:1", "hotline:7").id, amara, reason="same mother")
    assert owners() == {"school:1": older, "health:1": older, "hotline:7": older}
    assert PersonRow.objects.get(id=younger).merged_into_id == older
    word = JudgementRow.objects.get()
    assert (word.left_record, word.right_record, word.same) == ("hotline:7", "school:1", True)
    opened = MembershipRow.objects.get(record_id="hotline:7", until_at=None)
    assert (opened.by, opened.known_at, opened.reason) == (
        amara.access.worker.id,
        NOW,
        "same mother",
    )
    assert decision.proposal.state == ProposalState.JOINED
    assert set(OutboxRow.objects.values_list("person_id", "kind")) == {
        (older, "people_joined"),
        (younger, "people_joined"),
    }
    written = LedgerEntry.objects.filter(verb="change_identity")
    assert {entry.object_id for entry in written} == {str(older), str(younger)}
    assert {entry.reason for entry in written} == {"same mother"}


def test_the_id_under_which_workers_wrote_lives_on(amara: Acting) -> None:
    make_person("school:1")
    younger = make_person("hotline:7", minted_at=EPOCH + timedelta(days=1))
    Contest.objects.create(
        person_id=younger, about_kind="record", about_id="x", by=make_user(), at=NOW, said="wrong"
    )
    join(make_question("school:1", "hotline:7").id, amara, reason="same mother")
    assert set(owners().values()) == {younger}


def test_keeping_apart_moves_nothing(amara: Acting) -> None:
    left, right = make_person("school:1"), make_person("hotline:7")
    decision = keep_apart(make_question("school:1", "hotline:7").id, amara, reason="twins")
    assert owners() == {"school:1": left, "hotline:7": right}
    assert not JudgementRow.objects.get().same
    assert decision.proposal.state == ProposalState.KEPT_APART


def test_two_people_on_one_id_are_parted_with_the_records_that_go_along(amara: Acting) -> None:
    person = make_person("a:1", "b:1", "c:1", "d:1")
    question = make_question("a:1", "b:1", kind="split")
    keep_apart(question.id, amara, reason="father and son", with_right=frozenset({"c:1"}))
    now = owners()
    assert now["a:1"] == now["d:1"] == person
    assert now["b:1"] == now["c:1"] != person
    assert JudgementRow.objects.filter(same=False).count() == 4


def test_one_person_confirmed_stays_one(amara: Acting) -> None:
    person = make_person("a:1", "b:1")
    join(make_question("a:1", "b:1", kind="split").id, amara, reason="asked her")
    assert set(owners().values()) == {person}
    assert JudgementRow.objects.get().same


def test_merge_then_unmerge_restores_ids_and_memberships(amara: Acting) -> None:
    make_person("school:1", "health:1")
    younger = make_person("hotline:7", minted_at=EPOCH + timedelta(days=1))
    before = _memberships()
    decision = join(make_question("school:1", "hotline:7").id, amara, reason="same mother")
    later = acting_as(make_user(), at=NOW + timedelta(hours=1))
    undo(decision.id, later, reason="other mother")
    assert _memberships() == before
    assert PersonRow.objects.get(id=younger).merged_into_id is None
    assert PersonRow.objects.count() == 2
    assert JudgementRow.objects.get().withdrawn_at == later.now
    decision.refresh_from_db()
    assert decision.proposal.state == ProposalState.UNDONE
    assert decision.undone_reason == "other mother"


def test_a_split_taken_back_leaves_its_id_as_a_tombstone(amara: Acting) -> None:
    person = make_person("a:1", "b:1")
    before = _memberships()
    decision = split({"b:1"}, amara, reason="someone else")
    minted = decision.minted_id
    undo(decision.id, acting_as(make_user(), at=NOW + timedelta(hours=1)), reason="a mistake")
    assert _memberships() == before
    assert PersonRow.objects.get(id=minted).merged_into_id == person


def test_a_question_is_answered_once(amara: Acting) -> None:
    make_person("a:1"), make_person("b:1")
    question = make_question("a:1", "b:1")
    keep_apart(question.id, amara, reason="twins")
    jun = acting_as(make_user("Jun Castellanos"), at=NOW)
    with pytest.raises(AlongsideError, match=r"kept apart already.*a colleague may have answered"):
        join(question.id, jun, reason="the same")
    assert DecisionRow.objects.count() == 1


def test_a_question_taken_back_is_asked_again(amara: Acting) -> None:
    make_person("a:1"), make_person("b:1")
    question = make_question("a:1", "b:1")
    undo(keep_apart(question.id, amara, reason="twins").id, amara, reason="not sure")
    reopen(question.id, amara)
    assert join(question.id, amara, reason="the same").answer == "join"


def test_contradicting_a_colleague_is_refused_and_she_is_named(amara: Acting) -> None:
    make_person("a:1", "a:2"), make_person("b:1")
    jun = acting_as(make_user("Jun Castellanos"), at=EPOCH + timedelta(days=9))
    keep_apart(make_question("a:2", "b:1").id, jun, reason="met both")
    with pytest.raises(AlongsideError, match=r"Jun Castellanos said on 14 Jan 2026.*two people"):
        join(make_question("a:1", "b:1").id, amara, reason="the same")
    assert JudgementRow.objects.count() == 1


def test_an_earlier_answer_is_not_taken_back_from_under_a_later_one(amara: Acting) -> None:
    make_person("a:1"), make_person("b:1"), make_person("c:1")
    first = join(make_question("a:1", "b:1").id, amara, reason="one")
    join(make_question("b:1", "c:1").id, amara, reason="two")
    with pytest.raises(AlongsideError, match="AL-C05"):
        undo(first.id, amara, reason="three")
    assert len(set(owners().values())) == 1


def test_an_answer_is_taken_back_after_the_machine_carried_the_record_on(amara: Acting) -> None:
    make_person("a:1")
    younger = make_person("b:1", minted_at=EPOCH + timedelta(days=1))
    decision = join(make_question("a:1", "b:1").id, amara, reason="one")
    carried = make_person("c:1")
    MembershipRow.objects.filter(record_id__in=["a:1", "b:1"], until_at=None).update(until_at=NOW)
    for record in ("a:1", "b:1"):
        MembershipRow.objects.create(
            record_id=record, person_id=carried, from_at=NOW, known_at=NOW, by="linkage"
        )
    undo(decision.id, amara, reason="two")
    assert owners() == {"a:1": carried, "c:1": carried, "b:1": younger}


def test_a_sealed_life_is_not_joined_and_to_others_not_there(amara: Acting) -> None:
    sealed = make_person("a:1")
    make_person("b:1")
    question = make_question("a:1", "b:1")
    seal(sealed)
    with pytest.raises(AccessDenied, match="There is nothing here"):
        join(question.id, amara, reason="the same")
    nadia = make_user("Nadia Named")
    seal(sealed, nadia)
    with pytest.raises(AlongsideError, match="AL-C054"):
        join(question.id, acting_as(nadia, at=NOW), reason="the same")


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_an_answer_has_a_reason(amara: Acting, reason: str) -> None:
    make_person("a:1"), make_person("b:1")
    question = make_question("a:1", "b:1")
    with pytest.raises(AlongsideError, match="AL-C057"):
        join(question.id, amara, reason=reason)
    question.refresh_from_db()
    assert question.state == ProposalState.OPEN


def test_who_may_only_look_changes_nothing() -> None:
    make_person("a:1"), make_person("b:1")
    stranger = acting_as(make_user("Ola Auditor", "auditor"), at=NOW)
    with pytest.raises(AccessDenied):
        join(make_question("a:1", "b:1").id, stranger, reason="the same")


def test_records_of_two_people_are_not_split_together(amara: Acting) -> None:
    make_person("a:1", "a:2"), make_person("b:1", "b:2")
    with pytest.raises(AlongsideError, match="AL-C055"):
        split({"a:1", "b:1"}, amara, reason="odd")


def _memberships() -> dict[str, tuple[object, ...]]:
    rows = MembershipRow.objects.filter(until_at=None)
    return {row.record_id: (row.person_id, row.known_at, row.by, row.reason) for row in rows}
