"""Whatever workers answer, split and take back, in whatever order: nobody and nothing gets lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from alongside.core import AlongsideError
from alongside.web.identity.acting import Acting
from alongside.web.identity.decide import join, keep_apart, reopen, split
from alongside.web.identity.models import (
    DecisionRow,
    JudgementRow,
    MembershipRow,
    PersonRow,
    ProposalRow,
)
from alongside.web.identity.snapshot import living_end
from alongside.web.identity.undo import undo
from alongside.web.people.models import Contest
from alongside.web.publishing.models import OutboxRow
from tests.web.identity.ground import (
    EPOCH,
    acting_as,
    make_person,
    make_question,
    make_user,
    owners,
)

RECORDS = ("a:1", "b:1", "c:1", "d:1", "e:1")
World = tuple[dict[str, tuple[Any, ...]], frozenset[UUID]]


def world() -> World:
    """Everything that a page shows of identity: whose each record is, and who lives."""
    rows = MembershipRow.objects.filter(until_at=None)
    living = PersonRow.objects.filter(merged_into=None).values_list("id", flat=True)
    held = {row.record_id: (row.person_id, row.known_at, row.by, row.reason) for row in rows}
    return held, frozenset(living)


class Answers(RuleBasedStateMachine):
    """Five records of four people, one of whom somebody wrote about."""

    decisions = Bundle("decisions")

    def __init__(self) -> None:
        super().__init__()
        self.hours = 0
        self.user = make_user()
        self.stack: list[tuple[UUID, World]] = []  # answers in order, with the world before each
        for number, records in enumerate((("a:1", "b:1"), ("c:1",), ("d:1",), ("e:1",))):
            person = make_person(*records, minted_at=EPOCH + timedelta(days=number))
        Contest.objects.create(
            person_id=person, about_kind="record", about_id="e:1", by=self.user, at=EPOCH, said="no"
        )

    def acting(self) -> Acting:
        self.hours += 1
        return acting_as(self.user, at=EPOCH + timedelta(days=9, hours=self.hours))

    def remember(self, before: World, decision: DecisionRow) -> UUID:
        self.stack.append((decision.id, before))
        return decision.id

    @rule(
        target=decisions,
        pair=st.sets(st.sampled_from(RECORDS), min_size=2, max_size=2),
        same=st.booleans(),
    )
    def answer(self, pair: set[str], same: bool) -> Any:
        left, right = sorted(pair)
        question = ProposalRow.objects.filter(left_record=left, right_record=right).first()
        question = question or make_question(left, right)
        before = world()
        try:
            if question.state == "undone":
                reopen(question.id, self.acting())
            say = join if same else keep_apart
            return self.remember(before, say(question.id, self.acting(), reason="said so"))
        except AlongsideError:
            assert world() == before
            return multiple()

    @rule(target=decisions, leaving=st.sets(st.sampled_from(RECORDS), min_size=1, max_size=3))
    def part(self, leaving: set[str]) -> Any:
        before = world()
        try:
            return self.remember(before, split(leaving, self.acting(), reason="someone else"))
        except AlongsideError:
            assert world() == before
            return multiple()

    @rule(decision=decisions)
    def take_back(self, decision: UUID) -> None:
        now = world()
        is_newest = bool(self.stack) and self.stack[-1][0] == decision
        try:
            undo(decision, self.acting(), reason="a mistake")
        except AlongsideError:
            assert world() == now
            assert not is_newest, "the newest answer can always be taken back"
        else:
            if is_newest:
                assert world() == self.stack.pop()[1]
            else:
                self.stack.clear()

    @invariant()
    def every_record_is_one_living_persons(self) -> None:
        held = owners()
        assert sorted(held) == sorted(RECORDS)
        assert not PersonRow.objects.filter(id__in=held.values()).exclude(merged_into=None)

    @invariant()
    def no_fact_is_without_a_person(self) -> None:
        for person_id in {
            *Contest.objects.values_list("person_id", flat=True),
            *OutboxRow.objects.values_list("person_id", flat=True),
        }:
            assert PersonRow.objects.get(id=living_end(person_id)).merged_into_id is None

    @invariant()
    def words_that_stand_are_kept(self) -> None:
        held = owners()
        for word in JudgementRow.objects.filter(withdrawn_at=None):
            assert (held[word.left_record] == held[word.right_record]) is word.same

    def teardown(self) -> None:
        tables = (JudgementRow, DecisionRow, ProposalRow, MembershipRow, Contest, OutboxRow)
        for table in tables:
            table.objects.all().delete()
        PersonRow.objects.update(merged_into=None)
        PersonRow.objects.all().delete()


@pytest.mark.slow
@pytest.mark.django_db
def test_any_order_of_answers() -> None:
    run_state_machine_as_test(
        Answers,
        settings=settings(
            max_examples=60,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
