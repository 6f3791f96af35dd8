"""The end of a point: what is said to whoever comes second."""

from __future__ import annotations

from alongside.core import AlongsideError
from alongside.web.decisions.doors import decided_already
from alongside.web.decisions.points import Point


def say_decided(point: Point) -> AlongsideError:
    """Who was faster, and when."""
    decision = point.decision()
    if decision is None:
        return decided_already("", "")
    say = point.opening.say()
    return decided_already(decision.by.name, say.when(decision.at, "instant"))
