"""What this room says when something cannot be done: what is safe, and what to do instead."""

from __future__ import annotations

from alongside.core import AlongsideError, ExitCode


def no_offer() -> AlongsideError:
    """The offer was answered, taken back, or never there."""
    return AlongsideError(
        "AL-U060",
        seen="This offer does not wait any longer, so nothing was changed",
        wanted="an offer that nobody has answered or taken back",
        do="Load the page again: a colleague may have been faster",
        exit_code=ExitCode.REFUSED,
    )


def offered_already() -> AlongsideError:
    """One at a time is asked to lead a case."""
    return AlongsideError(
        "AL-U061",
        seen="This case is offered to somebody already, so nothing was changed",
        wanted="no open offer",
        do="Wait for the answer, or take the offer back first",
        exit_code=ExitCode.REFUSED,
    )


def cannot_take_on() -> AlongsideError:
    """The worker is in another team, has no right to work on cases, or may not see somebody."""
    return AlongsideError(
        "AL-U062",
        seen="This case cannot be offered there, so nothing was changed",
        wanted="a worker of the team who works on cases and may see everybody in this one",
        do="Choose somebody else. A sealed life is opened to a worker on the seal, not here",
        exit_code=ExitCode.REFUSED,
    )


def needs_words(what: str) -> AlongsideError:
    """A reason or a hand-over note is missing."""
    return AlongsideError(
        "AL-U063",
        seen="Nothing was changed, because the words for it are missing",
        wanted=what,
        do="Write a sentence or two",
        exit_code=ExitCode.REFUSED,
    )


def nobody_leads() -> AlongsideError:
    """Who works beside the lead needs a lead."""
    return AlongsideError(
        "AL-U064",
        seen="Nobody leads this case yet, so nobody can work beside her",
        wanted="a case that a worker has taken on",
        do="Offer the case to a worker first",
        exit_code=ExitCode.REFUSED,
    )


def part_already() -> AlongsideError:
    """Nobody is part of a case twice."""
    return AlongsideError(
        "AL-U065",
        seen="This person is part of the case already, so nothing was changed",
        wanted="somebody who is not",
        do="Load the page again",
        exit_code=ExitCode.REFUSED,
    )


def not_a_part() -> AlongsideError:
    """Somebody who is no part of the case cannot leave it, nor can the last it is about."""
    return AlongsideError(
        "AL-U066",
        seen="This person cannot leave the case, so nothing was changed",
        wanted="somebody who is part of it, while the work is still about somebody else",
        do="Load the page again, or close the case",
        exit_code=ExitCode.REFUSED,
    )


def no_such_outcome() -> AlongsideError:
    """The outcome is not on the agency's list."""
    return AlongsideError(
        "AL-U067",
        seen="The outcome is not on the agency’s list, so nothing was changed",
        wanted="a name of [case.outcomes] in agency.toml",
        do="Choose one of the list",
        exit_code=ExitCode.REFUSED,
    )


def no_closure_waits() -> AlongsideError:
    """Nobody asked, somebody answered, or somebody asked already."""
    return AlongsideError(
        "AL-U068",
        seen="The closure of this case does not stand as it did, so nothing was changed",
        wanted="one closure at a time: asked, then agreed to or sent back",
        do="Load the page again: a colleague may have been faster",
        exit_code=ExitCode.REFUSED,
    )


def more_ends() -> AlongsideError:
    """Something is open that was not on the page when it was shown."""
    return AlongsideError(
        "AL-U069",
        seen="Something was added to the case while this page was open; nothing was closed",
        wanted="a look at everything that ends with the case",
        do="Read the list below once more, then close the case",
        exit_code=ExitCode.REFUSED,
    )
