"""What is said when a relationship cannot be kept."""

from __future__ import annotations

from alongside.core import AlongsideError, ExitCode


def unknown_kind() -> AlongsideError:
    """A kind that is not in the table."""
    return AlongsideError(
        "AL-U110",
        seen="There is no such kind of relationship",
        wanted="one of the sentences that the page offers",
        do="Choose a sentence; nothing was kept",
        exit_code=ExitCode.REFUSED,
    )


def wrong_days() -> AlongsideError:
    """An end before the beginning, or a day to come."""
    return AlongsideError(
        "AL-U111",
        seen="The days do not fit: an end before the beginning, or a day that has not come",
        wanted="a beginning and an end that have passed, in this order",
        do="Mend the days; nothing was kept",
        exit_code=ExitCode.REFUSED,
    )


def said_already() -> AlongsideError:
    """The same twice."""
    return AlongsideError(
        "AL-U112",
        seen="This relationship is written down already, and it stands",
        wanted="something that is not said yet",
        do="Look at the list below the drawing; nothing was kept twice",
        exit_code=ExitCode.REFUSED,
    )


def over_already() -> AlongsideError:
    """Ended or withdrawn before."""
    return AlongsideError(
        "AL-U113",
        seen="A colleague ended or withdrew this relationship already",
        wanted="a relationship that stands",
        do="Load the page again and read what she wrote",
        exit_code=ExitCode.REFUSED,
    )


def needs_a_reason() -> AlongsideError:
    """Why it was wrong, or how one knows that it ended."""
    return AlongsideError(
        "AL-U114",
        seen="Nothing says why",
        wanted="a few words on how you know",
        do="Write them; the relationship stands as it was until then",
        exit_code=ExitCode.REFUSED,
    )
