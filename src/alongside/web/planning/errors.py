"""What this room refuses, in words for who was refused."""

from __future__ import annotations

from collections.abc import Sequence

from alongside.core import AlongsideError, ExitCode


class NotReady(AlongsideError):
    """A plan lacks what it needs to hold. ``lacks`` names each thing as the page shows it."""

    def __init__(self, lacks: Sequence[str]) -> None:
        self.lacks = tuple(lacks)
        super().__init__(
            "AL-U080",
            seen="The plan is kept as a draft: something is missing before it can hold",
            wanted="; ".join(self.lacks),
            do="Fill in what is missing, then try again",
            exit_code=ExitCode.REFUSED,
        )


class WrittenMeanwhile(AlongsideError):
    """Somebody else wrote the same plan since this page was loaded."""

    def __init__(self) -> None:
        super().__init__(
            "AL-U081",
            seen="A colleague changed this plan while you were writing, so yours was not kept yet",
            wanted="one text that both of you have read",
            do="Compare the two below, and keep yours or take theirs",
            exit_code=ExitCode.REFUSED,
        )


def two_places() -> AlongsideError:
    """A child sleeps in one place a night."""
    return AlongsideError(
        "AL-U082",
        seen="Nothing was kept: another stay of this child lies on the same nights",
        wanted="stays one after the other, or a short stay within another",
        do="End the other stay first, or mark this one as a short stay",
        exit_code=ExitCode.REFUSED,
    )


def days_reversed() -> AlongsideError:
    """It cannot end before it begins."""
    return AlongsideError(
        "AL-U083",
        seen="Nothing was kept: the last day lies before the first",
        wanted="a last day on or after the first",
        do="Mend one of the two days",
        exit_code=ExitCode.REFUSED,
    )


def no_longer_a_draft() -> AlongsideError:
    """What holds, or held, is not written again."""
    return AlongsideError(
        "AL-U084",
        seen="Nothing was changed: this version is no draft any more",
        wanted="a new version that starts from it",
        do="Begin a new version; the earlier stays to be read",
        exit_code=ExitCode.REFUSED,
    )


def not_about_this_case() -> AlongsideError:
    """Plans are about people of the case."""
    return AlongsideError(
        "AL-U085",
        seen="Nothing was kept: somebody named here is not part of this case",
        wanted="people who are part of the case",
        do="Add the person to the case first, then choose them here",
        exit_code=ExitCode.REFUSED,
    )
