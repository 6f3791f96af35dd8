from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import AlongsideError
from alongside.governance import (
    IDENTITY_TRANSITIONS,
    Entry,
    ProposalState,
    check_transition,
    seal_batch,
    verify_chain,
)

START = datetime(2026, 1, 1, tzinfo=UTC)


def entries(count, first=1):
    return [
        (
            number,
            Entry(
                at=START + timedelta(seconds=number),
                worker_id="w",
                verb="view_person",
                object_kind="person",
                object_id=f"p{number}",
                purpose="casework",
            ),
        )
        for number in range(first, first + count)
    ]


def chain(*sizes):
    sealed, previous, first = [], None, 1
    for size in sizes:
        listed = entries(size, first)
        previous = seal_batch(listed, previous)
        sealed.append((previous, listed))
        first += size
    return sealed


def kinds(findings):
    return [(one.kind, one.batch, one.entry) for one in findings]


def test_an_untouched_chain_has_no_findings():
    sealed = chain(3, 1, 5)
    assert verify_chain(sealed, head=sealed[-1][0].hash) == []


def test_a_changed_entry_is_named():
    sealed = chain(3, 3)
    listed = sealed[1][1]
    listed[1] = (5, replace(listed[1][1], object_id="somebody else"))
    assert kinds(verify_chain(sealed)) == [("changed or added", 2, 5)]


def test_a_removed_entry_is_counted_and_two_swapped_ones_are_named():
    sealed = chain(4)
    del sealed[0][1][2]
    assert kinds(verify_chain(sealed)) == [("removed", 1, None)]
    sealed = chain(4)
    first, second = sealed[0][1][0], sealed[0][1][1]
    sealed[0][1][:2] = [(first[0], second[1]), (second[0], first[1])]
    assert {one.entry for one in verify_chain(sealed)} >= {1, 2}


def test_a_missing_batch_and_a_cut_off_end_show():
    sealed = chain(2, 2, 2)
    head = sealed[-1][0].hash
    assert "batch missing before" in {one.kind for one in verify_chain([sealed[0], sealed[2]])}
    assert kinds(verify_chain(sealed[:2], head=head)) == [("head differs", 2, None)]
    assert kinds(verify_chain([], head=head)) == [("head differs", 0, None)]


def test_forging_entry_and_digest_together_breaks_the_seal():
    sealed = chain(2, 2)
    forged = replace(sealed[0][1][0][1], worker_id="innocent")
    listed = [(1, forged), sealed[0][1][1]]
    digests = seal_batch(listed, None).digests
    sealed[0] = (replace(sealed[0][0], digests=digests), listed)
    assert ("seal changed", 1, None) in kinds(verify_chain(sealed))


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.data())
def test_any_single_edit_is_found(sizes, data):
    sealed = chain(*sizes)
    batch = data.draw(st.integers(0, len(sealed) - 1))
    place = data.draw(st.integers(0, len(sealed[batch][1]) - 1))
    field = data.draw(st.sampled_from(["worker_id", "verb", "object_id", "purpose", "reason"]))
    number, entry = sealed[batch][1][place]
    sealed[batch][1][place] = (number, replace(entry, **{field: getattr(entry, field) + "x"}))
    assert verify_chain(sealed)


# now, then, allowed
STEPS = [
    (ProposalState.OPEN, ProposalState.JOINED, True),
    (ProposalState.JOINED, ProposalState.KEPT_APART, False),
    (ProposalState.JOINED, ProposalState.UNDONE, True),
    (ProposalState.UNDONE, ProposalState.OPEN, True),
    (ProposalState.OPEN, ProposalState.UNDONE, False),
]


@pytest.mark.parametrize(("now", "then", "allowed"), STEPS)
def test_only_steps_of_the_table_are_taken(now, then, allowed):
    if allowed:
        check_transition(now, then)
    else:
        with pytest.raises(AlongsideError, match="AL-G002"):
            check_transition(now, then)


def test_every_state_has_its_row():
    assert set(IDENTITY_TRANSITIONS) == set(ProposalState)
