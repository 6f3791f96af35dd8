"""What cannot be done with a visit, and what to do instead."""

from __future__ import annotations

from alongside.core import AlongsideError, ExitCode


def is_past() -> AlongsideError:
    """A plan is for a time to come."""
    return AlongsideError(
        "AL-U100",
        seen="This time has passed, so no visit was planned",
        wanted="a day and hour to come",
        do="Mend the time, or write the visit down as made",
        exit_code=ExitCode.REFUSED,
    )


def ends_before_it_begins() -> AlongsideError:
    """From comes before until."""
    return AlongsideError(
        "AL-U101",
        seen="The visit would end before it begins, so nothing was kept",
        wanted="an end after the beginning, on the same day or the next",
        do="Mend the time",
        exit_code=ExitCode.REFUSED,
    )


def not_in_this_case() -> AlongsideError:
    """A visit is to people who are part of the case."""
    return AlongsideError(
        "AL-U102",
        seen="Somebody named for the visit is not part of this case, so nothing was kept",
        wanted="people of the case, at least one",
        do="Choose among the people of the case, or add them to it first",
        exit_code=ExitCode.REFUSED,
    )


def why_is_missing() -> AlongsideError:
    """A reason is owed."""
    return AlongsideError(
        "AL-U103",
        seen="It does not say why the visit did not happen, so nothing was kept",
        wanted="a few words",
        do="Write why: whoever reads the case later needs it",
        exit_code=ExitCode.REFUSED,
    )


def not_a_worker_of_it() -> AlongsideError:
    """Who goes works on the case."""
    return AlongsideError(
        "AL-U104",
        seen="Whoever should go does not work on this case, so nothing was kept",
        wanted="somebody who took the case on, or works beside her",
        do="Choose one of them, or ask for somebody to work beside you first",
        exit_code=ExitCode.REFUSED,
    )
