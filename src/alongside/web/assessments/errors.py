"""What is said when something about a form cannot be done."""

from __future__ import annotations

from alongside.core import AlongsideError, ExitCode


def needs_person() -> AlongsideError:
    """A form about a person was begun for nobody of the case."""
    return AlongsideError(
        "AL-U071",
        seen="This form is about one person, and nobody of this case was chosen",
        wanted="somebody who is part of the case",
        do="Choose whom it is about",
        exit_code=ExitCode.REFUSED,
    )


def is_frozen() -> AlongsideError:
    """A finished form was to be changed."""
    return AlongsideError(
        "AL-U072",
        seen="This form is finished, so nothing was changed",
        wanted="a form that is still a draft",
        do="Amend it: the earlier one stays to be read",
        exit_code=ExitCode.REFUSED,
    )


def not_complete(count: int) -> AlongsideError:
    """A form was to be finished with answers missing or wrong."""
    return AlongsideError(
        "AL-U073",
        seen=f"{count} answers are missing or cannot be right, so the form is still a draft",
        wanted="an answer to each question that needs one",
        do="What was written is saved; answer what is named",
        exit_code=ExitCode.REFUSED,
    )


def not_amendable() -> AlongsideError:
    """Something was to be amended that is no finished form, or is amended already."""
    return AlongsideError(
        "AL-U074",
        seen="Only a finished form can be amended, and only once",
        wanted="the latest finished one",
        do="Load the page again: a colleague may have begun",
        exit_code=ExitCode.REFUSED,
    )
