"""The versions of the register by what they may do now."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.governance.decisions import ModelState
from alongside.web.models.asking import Asking
from alongside.web.models.models import ModelVersion
from alongside.web.models.told import Told, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What the register shows."""

    serving: tuple[Told, ...]  # released or paused: at most one a decision point
    waiting: tuple[Told, ...]  # tested
    others: tuple[Told, ...]  # drafts, and those whose life is over

    @property
    def any(self) -> bool:
        """Whether anything was ever trained."""
        return bool(self.serving or self.waiting or self.others)


def listed(asking: Asking) -> Listed:
    """Every version, the newest of a name first."""
    rows = ModelVersion.objects.defer("released", "card").prefetch_related("events__by")
    told = [tell(row, asking.agency, asking.say) for row in rows.order_by("name", "-version")]
    return Listed(
        serving=tuple(one for one in told if one.in_service),
        waiting=tuple(one for one in told if one.state is ModelState.TESTED),
        others=tuple(one for one in told if one.state in (ModelState.DRAFT, ModelState.RETIRED)),
    )
