"""What a family cannot be."""

from __future__ import annotations

from alongside.core import AlongsideError


def circle_of_parents() -> AlongsideError:
    """Nobody descends from herself."""
    return AlongsideError(
        "AL-N001",
        seen="With this, somebody would be her own parent or forebear",
        wanted="parents who are not also children or grandchildren of the same person",
        do="Look at who is whose child; one of the relationships is the wrong way round",
    )


def unknown_member() -> AlongsideError:
    """A tie needs two people."""
    return AlongsideError(
        "AL-N002",
        seen="A relationship leads to somebody who is not among the people of the family",
        wanted="two people who are both named",
        do="Add the person to the family, or leave the relationship out",
    )


def tied_to_herself() -> AlongsideError:
    """A tie is between two."""
    return AlongsideError(
        "AL-N003",
        seen="A relationship of somebody with herself",
        wanted="two different people",
        do="Choose the other person",
    )


def born_before_parent() -> AlongsideError:
    """Parents are born first."""
    return AlongsideError(
        "AL-N004",
        seen="The child would be born before the parent",
        wanted="a parent who was born first",
        do="Look at both birth dates and at who is whose child",
    )


def too_many_parents() -> AlongsideError:
    """Two people have a child."""
    return AlongsideError(
        "AL-N005",
        seen="This child has two birth parents already",
        wanted="at most two birth parents; others adopted, foster or are step-parents",
        do="Choose another kind of parent, or take the wrong relationship back first",
    )
