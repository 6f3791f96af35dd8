"""After a split each fact waits; after a merge none does; taking either back loses nothing."""

from __future__ import annotations

from uuid import UUID

import pytest

from alongside.core import AlongsideError
from alongside.privacy.access import AccessDenied
from alongside.web.cases.models import CasePersonRow, StepRow
from alongside.web.facts.about import ends_of, facts_about, people_of, say_about
from alongside.web.facts.assigning import assign_facts
from alongside.web.facts.models import AboutRow
from alongside.web.facts.waiting import waiting_for
from alongside.web.families.said import said_ties
from alongside.web.families.saying import say_relationship
from alongside.web.identity.decide import join
from alongside.web.identity.models import ProposalRow
from alongside.web.identity.undo import undo
from alongside.web.ledger.models import LedgerEntry
from alongside.web.publishing.models import OutboxRow
from tests.web.casework import make_person, make_worker
from tests.web.facts.ground import Parted, make_parted
from tests.web.identity.ground import make_question, seal

pytestmark = pytest.mark.usefixtures("agency")


@pytest.fixture
def parted() -> Parted:
    return make_parted()


def waiting(parted: Parted) -> dict[str, int]:
    return {
        f"{one.row.fact_kind}:{one.row.fact_id}": one.row.pk for one in waiting_for(parted.acting())
    }


def question(parted: Parted, other: UUID) -> ProposalRow:
    return make_question("school:7", f"alongside:{other}")


def test_after_a_split_every_fact_waits_and_stands_with_nobody(parted: Parted) -> None:
    _decision, other = parted.split()
    assert {key.split(":")[0] for key in waiting(parted)} == {"meeting", "supervision", "part"}
    assert people_of("meeting", [901]) == {}
    for person_id in (parted.mila, other):
        assert facts_about("meeting", [person_id]) == set()


def test_a_worker_says_whose_each_is_and_the_history_stays(parted: Parted) -> None:
    _decision, other = parted.split()
    rows = waiting(parted)
    assign_facts(parted.acting(), [rows["meeting:901"]], to=[other], reason="She was in the room")
    assign_facts(
        parted.acting(), [rows["supervision:902"]], to=[parted.mila, other], reason="About both"
    )
    assert people_of("meeting", [901]) == {"901": [other]}
    assert set(people_of("supervision", [902])["902"]) == {parted.mila, other}
    history = AboutRow.objects.filter(fact_kind="meeting", fact_id="901").order_by("id")
    assert [(row.person_id, row.to_assign, row.until_at is None) for row in history] == [
        (parted.mila, False, False),
        (parted.mila, True, False),
        (other, False, True),
    ]
    assert {row.written_with_id for row in history} == {parted.mila}


def test_assigning_is_a_step_of_the_case_without_the_reason_on_a_timeline(parted: Parted) -> None:
    _decision, other = parted.split()
    rows = waiting(parted)
    assign_facts(parted.acting(), [rows["meeting:901"]], to=[other], reason="She was there")
    step = StepRow.objects.get(kind="fact_assigned")
    assert (step.about, step.reason, step.people) == ("meeting:901", "She was there", [str(other)])
    told = OutboxRow.objects.filter(kind="fact_assigned")
    assert [row.person_id for row in told] == [other]
    assert not any("She was" in str(vars(row)) for row in told)
    assert LedgerEntry.objects.filter(reason__startswith="fact_assigned").exists()


def test_a_part_in_a_case_moves_to_whom_it_was_about(parted: Parted) -> None:
    _decision, other = parted.split()
    rows = waiting(parted)
    part = next(key for key in rows if key.startswith("part"))
    assign_facts(parted.acting(), [rows[part]], to=[other], reason="The case is about her")
    standing = CasePersonRow.objects.filter(case=parted.opened.row, until_at__isnull=True)
    people = {row.person_id: (row.part, row.in_focus) for row in standing}
    assert parted.mila not in people
    assert people[other] == ("child", True)
    moved = CasePersonRow.objects.get(case=parted.opened.row, person_id=other)
    assert people_of("part", [moved.pk]) == {str(moved.pk): [other]}


def test_a_split_taken_back_gives_every_fact_back(parted: Parted) -> None:
    decision, _other = parted.split()
    undo(decision.id, parted.acting(), reason="The same child after all")
    assert waiting(parted) == {}
    assert people_of("meeting", [901]) == {"901": [parted.mila]}


def test_after_a_merge_nothing_waits_and_reads_find_the_living_one(parted: Parted) -> None:
    other = make_person("Milla")
    say_about("visit", 77, [other], acting=parted.acting(), case=parted.opened.row)
    decision = join(question(parted, other).id, parted.acting(), reason="One child")
    assert waiting(parted) == {}
    kept = decision.kept_id
    assert kept is not None
    assert facts_about("visit", [kept]) == {"77"}
    assert facts_about("meeting", [kept]) == {"901"}
    assert ends_of("visit", [77]) == {"77": {other: [kept]}}


def test_a_merge_taken_back_gives_each_fact_back_and_what_came_between_waits(
    parted: Parted,
) -> None:
    other = make_person("Milla")
    say_about("visit", 77, [other], acting=parted.acting(), case=parted.opened.row)
    decision = join(question(parted, other).id, parted.acting(), reason="One child")
    kept = decision.kept_id
    assert kept is not None
    say_about("visit", 78, [kept], acting=parted.acting(), case=parted.opened.row)
    undo(decision.id, parted.acting(), reason="Two children")
    assert people_of("visit", [77]) == {"77": [other]}
    assert people_of("meeting", [901]) == {"901": [parted.mila]}
    assert set(waiting(parted)) == {"visit:78"}


def test_a_relationship_of_somebody_parted_is_in_no_drawing_until_it_is_assigned(
    parted: Parted,
) -> None:
    dora = parted.opened.people[1].person_id
    say_relationship(parted.acting(), dora, "mother", parted.mila, opened=parted.opened)
    _decision, other = parted.split()
    worker = parted.acting().access.worker
    assert said_ties([dora, parted.mila, other], worker) == []
    rows = waiting(parted)
    relation = next(key for key in rows if key.startswith("relationship"))
    assign_facts(parted.acting(), [rows[relation]], to=[other], reason="Dora is hers")
    (tie,) = said_ties([dora], worker)
    assert (tie.one, tie.other) == (dora, other)
    assert said_ties([parted.mila], worker) == []


def test_parted_again_a_fact_may_be_one_of_three(parted: Parted) -> None:
    from alongside.core.ids import record_id
    from alongside.web.identity.decide import split
    from alongside.web.identity.models import MembershipRow
    from tests.web.casework import NOW

    MembershipRow.objects.create(
        record_id=record_id("clinic", "3"), person_id=parted.mila, from_at=NOW, known_at=NOW,
        by="linkage",
    )  # fmt: skip
    _decision, second = parted.split()
    third = split({"clinic:3"}, parted.acting(), reason="A third").minted_id
    (meeting,) = [one for one in waiting_for(parted.acting()) if one.row.fact_kind == "meeting"]
    assert set(meeting.among) == {parted.mila, second, third}


@pytest.mark.parametrize(
    ("code", "to", "reason"),
    [("AL-U116", "other", " "), ("AL-U115", "nobody", "why"), ("AL-U115", "stranger", "why")],
)
def test_what_is_refused_and_nothing_moves(parted: Parted, code: str, to: str, reason: str) -> None:
    _decision, other = parted.split()
    rows = waiting(parted)
    people = {"other": [other], "nobody": [], "stranger": [make_person("Else")]}[to]
    with pytest.raises(AlongsideError, match=code):
        assign_facts(parted.acting(), [rows["meeting:901"]], to=people, reason=reason)
    assert waiting(parted) == rows


def test_another_team_assigns_nothing_and_learns_nothing(parted: Parted) -> None:
    _decision, other = parted.split()
    rows = waiting(parted)
    cleo = make_worker("Cleo Brandt", team="South")
    assert waiting_for(parted.acting(cleo)) == []
    with pytest.raises(AccessDenied):
        assign_facts(parted.acting(cleo), [rows["meeting:901"]], to=[other], reason="x")


def test_a_fact_near_a_sealed_life_is_hidden(parted: Parted) -> None:
    _decision, other = parted.split()
    seal(other, make_worker("Josef Lind", "supervisor"))
    assert waiting(parted) == {}


def test_of_two_workers_who_assign_the_same_fact_the_second_is_told(parted: Parted) -> None:
    _decision, other = parted.split()
    rows = waiting(parted)
    assign_facts(parted.acting(), [rows["meeting:901"]], to=[other], reason="first")
    with pytest.raises(AccessDenied):
        assign_facts(parted.acting(), [rows["meeting:901"]], to=[parted.mila], reason="second")
    assert people_of("meeting", [901]) == {"901": [other]}
