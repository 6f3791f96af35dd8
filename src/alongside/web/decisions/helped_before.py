"""What came after a support in like cases of this agency: its own numbers, never an order."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from django.utils.translation import gettext as _

from alongside.risk.helped import LANDMARK_DAYS, Helped
from alongside.risk.wording import of_100

Z95 = 1.96
NEAREST = 10  # cases are said to the nearest ten


def helped_before(helped: Iterable[Helped], estimate: float, *, label: str) -> dict[str, str]:
    """A sentence for each support that was counted among cases with an estimate like this one.

    ``label`` is what came or did not come, as the model says it. The range of a share is Wilson's.
    """
    like = [one for one in helped if one.low <= estimate < one.high]
    return {one.support: _sentence(one, label) for one in like}


def _sentence(one: Helped, label: str) -> str:
    return _(
        "Among cases with an estimate like this, counted from %(days)s days on: of 100 who had had "
        "it, %(had)s %(label)s; of 100 who had not, %(had_not)s (about %(cases)s and %(others)s "
        "cases). Workers chose who had it, so this is no proof."
    ) % {
        "had": _share(one.with_events, one.with_cases),
        "had_not": _share(one.without_events, one.without_cases),
        "days": LANDMARK_DAYS,
        "label": label,
        "cases": _near(one.with_cases),
        "others": _near(one.without_cases),
    }


def _share(events: int, cases: int) -> str:
    low, high = wilson(events, cases)
    middle, ends = of_100(events / cases, low=low, high=high)
    return f"{middle} ({ends})"


def wilson(events: int, cases: int) -> tuple[float, float]:
    """The 95 % interval of a share (E. B. Wilson 1927)."""
    share, z2 = events / cases, Z95 * Z95
    middle = (share + z2 / (2 * cases)) / (1 + z2 / cases)
    half = Z95 * sqrt(share * (1 - share) / cases + z2 / (4 * cases * cases)) / (1 + z2 / cases)
    return max(0.0, middle - half), min(1.0, middle + half)


def _near(cases: int) -> int:
    return NEAREST * round(cases / NEAREST)
