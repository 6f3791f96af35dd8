"""What came after support was given in like cases: the agency's own numbers, never an order.

Workers chose who got which support, and chose for reasons, so a difference here is no proof that
it helps. Cases count from a landmark day on (Anderson, Cain and Gelber 1983): support given before
it is compared with what happened after it, so that nobody had to stay well to be given something.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from alongside.agency.agency_file import Strict

if TYPE_CHECKING:
    from numpy.typing import NDArray

LANDMARK_DAYS = 90
BANDS = 3


class Helped(Strict):
    """One kind of support among cases whose estimate lay in a band.

    ``low`` and ``high`` bound the estimates (shares, ``low <= estimate < high``). ``with_cases``
    and ``with_events`` count the cases that had the support by the landmark day and those of them
    in which the label came after it; ``without_…`` the same for the rest.
    """

    support: str  # circumstance:support of the guideline file
    low: float
    high: float
    with_cases: int
    with_events: int
    without_cases: int
    without_events: int


def count_helped(
    estimate: NDArray[Any],
    later: NDArray[Any],
    given: Mapping[str, NDArray[Any]],
    *,
    fewest: int,
) -> tuple[Helped, ...]:
    """Count outcomes with and without each support, in thirds of the estimate.

    Parameters
    ----------
    estimate : array (cases,)
        Shares. Only cases in which the label had not come by the landmark day.
    later : array of bool (cases,)
        Whether the label came after the landmark day.
    given : mapping of arrays of bool (cases,)
        Whether each support was given by the landmark day.
    fewest : int
        A comparison with fewer cases on either side is left out.
    """
    import numpy as np

    if not len(estimate):
        return ()
    inner = np.quantile(estimate, [n / BANDS for n in range(1, BANDS)])
    edges = [0.0, *(float(edge) for edge in inner), 1.0 + 1e-9]
    counted = []
    for support, had in given.items():
        for low, high in pairwise(edges):
            like = (estimate >= low) & (estimate < high)
            sides = (like & had, like & ~had)
            if min(int(side.sum()) for side in sides) < fewest:
                continue
            counted.append(_counted(support, low, high, sides, later))
    return tuple(counted)


def _counted(
    support: str,
    low: float,
    high: float,
    sides: tuple[NDArray[Any], NDArray[Any]],
    later: NDArray[Any],
) -> Helped:
    cases = [int(side.sum()) for side in sides]
    events = [int((side & later).sum()) for side in sides]
    return Helped(
        support=support,
        low=low,
        high=high,
        with_cases=cases[0],
        with_events=events[0],
        without_cases=cases[1],
        without_events=events[1],
    )
