"""States that people move, as one visible table."""

from __future__ import annotations

from enum import StrEnum

from alongside.core import AlongsideError, ExitCode


class ProposalState(StrEnum):
    """A question about who is who, from the moment it is raised."""

    OPEN = "open"
    JOINED = "joined"  # a person said: the same
    KEPT_APART = "kept_apart"  # a person said: two people
    UNDONE = "undone"  # a person took the answer back
    OVERTAKEN = "overtaken"  # the records changed, the question is gone


IDENTITY_TRANSITIONS: dict[ProposalState, frozenset[ProposalState]] = {
    ProposalState.OPEN: frozenset(
        {ProposalState.JOINED, ProposalState.KEPT_APART, ProposalState.OVERTAKEN}
    ),
    ProposalState.JOINED: frozenset({ProposalState.UNDONE}),
    ProposalState.KEPT_APART: frozenset({ProposalState.UNDONE}),
    ProposalState.UNDONE: frozenset({ProposalState.OPEN, ProposalState.OVERTAKEN}),
    ProposalState.OVERTAKEN: frozenset({ProposalState.OPEN}),
}


def check_transition(now: ProposalState, then: ProposalState) -> None:
    """Raise when the table has no such step."""
    if then not in IDENTITY_TRANSITIONS[now]:
        raise AlongsideError(
            "AL-G002",
            seen=f"This question is {now.value.replace('_', ' ')} already",
            wanted="one that is open" if now is not ProposalState.OPEN else "another answer",
            do="Reload the page: a colleague may have answered it",
            exit_code=ExitCode.REFUSED,
        )
