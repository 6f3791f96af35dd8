from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import AlongsideError
from alongside.governance import (
    IDENTITY_TRANSITIONS,
    Entry,
    Head,
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


def heads_of(sealed):
    return [Head(last=batch.last, hash=batch.hash) for batch, _ in sealed]


def kinds(findings):
    return [(one.kind, one.batch, one.entry) for one in findings]


def test_an_untouched_chain_has_no_findings():
    sealed = chain(3, 1, 5)
    assert verify_chain(sealed, heads=heads_of(sealed)) == []


def test_an_old_copy_of_the_heads_raises_no_alarm():
    sealed = chain(3, 1, 5)
    assert verify_chain(sealed, heads=heads_of(sealed[:1])) == []


def test_a_changed_entry_is_named():
    sealed = chain(3, 3)
    listed = sealed[1][1]
    listed[1] = (5, replace(listed[1][1], object_id="somebody else"))
    assert kinds(verify_chain(sealed)) == [("changed or added", 2, 5)]


def test_a_removed_entry_and_two_swapped_ones_are_named():
    sealed = chain(4)
    del sealed[0][1][2]
    assert kinds(verify_chain(sealed)) == [("removed", 1, 3)]
    sealed = chain(4)
    first, second = sealed[0][1][0], sealed[0][1][1]
    sealed[0][1][:2] = [(first[0], second[1]), (second[0], first[1])]
    assert [one.entry for one in verify_chain(sealed)] == [1, 2]


def test_where_the_numbers_have_gaps_what_is_removed_is_counted():
    listed = [entries(1, number)[0] for number in (1, 2, 5, 6)]
    batch = seal_batch(listed, None)
    assert verify_chain([(batch, listed)]) == []
    assert kinds(verify_chain([(batch, listed[:1] + listed[3:])])) == [("removed", 1, None)] * 2


def test_a_missing_batch_and_a_cut_off_end_show():
    sealed = chain(2, 2, 2)
    assert "batch missing before" in {one.kind for one in verify_chain([sealed[0], sealed[2]])}
    assert kinds(verify_chain(sealed[:2], heads=heads_of(sealed))) == [("cut off", 2, 6)]
    assert [one.entry for one in verify_chain([], heads=heads_of(sealed))] == [2, 4, 6]


def test_a_chain_that_was_written_and_sealed_anew_is_not_the_one_that_was_kept():
    kept = heads_of(chain(2, 2, 2))
    anew = chain(2, 1, 1, 4)  # each seal fits the one before: only the heads tell
    assert verify_chain(anew) == []
    assert kinds(verify_chain(anew, heads=kept)) == [("sealed anew", 4, 4), ("sealed anew", 4, 6)]


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
