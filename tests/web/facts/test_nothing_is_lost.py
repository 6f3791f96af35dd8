"""Whatever is joined, parted, taken back and assigned, in whatever order: no fact is lost."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from alongside.agency import Agency
from alongside.core import AlongsideError
from alongside.web.facts.about import facts_about, people_of, say_about
from alongside.web.facts.assigning import assign_facts
from alongside.web.facts.models import AboutRow
from alongside.web.facts.waiting import waiting_for
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
from alongside.web.publishing.models import OutboxRow
from tests.web.identity.ground import (
    EPOCH,
    acting_as,
    make_person,
    make_question,
    make_user,
    owners,
)

RECORDS = ("a:1", "b:1", "c:1", "d:1")


class Facts(RuleBasedStateMachine):
    """Four records of three people; facts are written all the time."""

    def __init__(self) -> None:
        super().__init__()
        self.hours, self.written = 0, 0
        self.user = make_user()
        for number, records in enumerate((("a:1", "b:1"), ("c:1",), ("d:1",))):
            make_person(*records, minted_at=EPOCH + timedelta(days=number))
        for record in RECORDS:
            self.write(record)

    def acting(self) -> Acting:
        self.hours += 1
        return acting_as(self.user, at=EPOCH + timedelta(days=9, hours=self.hours))

    @rule(record=st.sampled_from(RECORDS))
    def write(self, record: str) -> None:
        """Somebody writes about whoever holds a record today."""
        self.written += 1
        say_about("note", self.written, [owners()[record]], acting=self.acting())

    @rule(
        pair=st.sets(st.sampled_from(RECORDS), min_size=2, max_size=2),
        same=st.booleans(),
    )
    def answer(self, pair: set[str], same: bool) -> None:
        left, right = sorted(pair)
        question = ProposalRow.objects.filter(left_record=left, right_record=right).first()
        question = question or make_question(left, right)
        self._try(lambda: self._answer(question, same=same))

    def _answer(self, question: ProposalRow, *, same: bool) -> None:
        if question.state == "undone":
            reopen(question.id, self.acting())
        (join if same else keep_apart)(question.id, self.acting(), reason="said so")

    @rule(leaving=st.sets(st.sampled_from(RECORDS), min_size=1, max_size=2))
    def part(self, leaving: set[str]) -> None:
        self._try(lambda: split(leaving, self.acting(), reason="someone else"))

    @rule(number=st.integers(0, 20))
    def take_back(self, number: int) -> None:
        answers = list(DecisionRow.objects.filter(undone_at__isnull=True).order_by("-at"))
        if answers:
            decision = answers[min(number, len(answers) - 1)]
            self._try(lambda: undo(decision.id, self.acting(), reason="a mistake"))

    @rule(number=st.integers(0, 20), both=st.booleans())
    def assign(self, number: int, both: bool) -> None:
        waiting = waiting_for(self.acting())
        if waiting:
            fact = waiting[number % len(waiting)]
            to = fact.among if both else fact.among[:1]
            assign_facts(self.acting(), [fact.row.pk], to=to, reason="hers")

    def _try(self, act) -> None:  # type: ignore[no-untyped-def]
        before = list(AboutRow.objects.order_by("id").values())
        try:
            act()
        except AlongsideError:
            assert list(AboutRow.objects.order_by("id").values()) == before

    @invariant()
    def every_fact_is_somebodys_or_waits(self) -> None:
        standing = AboutRow.objects.filter(until_at__isnull=True)
        assert {row.fact_id for row in standing} == {str(n + 1) for n in range(self.written)}
        for row in standing:
            assert PersonRow.objects.get(id=living_end(row.person_id)).merged_into_id is None

    @invariant()
    def what_waits_is_on_nobodys_page_and_may_be_about_two(self) -> None:
        waiting = waiting_for(self.acting())
        rows = AboutRow.objects.filter(to_assign=True, until_at__isnull=True)
        assert len(waiting) == rows.count()
        for fact in waiting:
            assert len(fact.among) > 1
        living = PersonRow.objects.filter(merged_into=None).values_list("id", flat=True)
        shown = set().union(*(facts_about("note", [one]) for one in living))
        alone = {row.fact_id for row in rows if not people_of("note", [row.fact_id])}
        assert not shown & alone

    @invariant()
    def a_fact_says_under_whom_it_was_written(self) -> None:
        written: dict[str, set[UUID]] = {}
        for row in AboutRow.objects.all():
            written.setdefault(row.fact_id, set()).add(row.written_with_id)
        assert all(len(people) == 1 for people in written.values())

    def teardown(self) -> None:
        tables = (AboutRow, JudgementRow, DecisionRow, ProposalRow, MembershipRow, OutboxRow)
        for table in tables:
            table.objects.all().delete()
        PersonRow.objects.update(merged_into=None)
        PersonRow.objects.all().delete()


@pytest.mark.slow
@pytest.mark.django_db
def test_any_order_of_answers_and_facts(agency: Agency) -> None:
    run_state_machine_as_test(
        Facts,
        settings=settings(
            max_examples=40,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
