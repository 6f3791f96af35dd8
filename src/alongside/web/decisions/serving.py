"""Ask the released model of a decision point. Called by the door alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.governance import Door
from alongside.risk.advice import Advice
from alongside.web.agency import current_agency
from alongside.web.decisions.doors import closed
from alongside.web.decisions.points import Point
from alongside.web.models.serving import Served, released_for
from alongside.web.people.opening import readable_warehouse

if TYPE_CHECKING:
    from alongside.risk.released import Released


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Advice, the model it comes from, and the generation that the model read."""

    advice: Advice
    served: Served
    generation_id: UUID

    @property
    def model(self) -> Released:
        """The released model, for its words."""
        return self.served.model


def ask_model(point: Point) -> Answer:
    """What the released model says of the point, from what was known before its day."""
    from alongside.actions.advise import advise

    served, warehouse = released_for(point.name.kind), readable_warehouse()
    if served is None:
        raise closed(Door.NO_MODEL)
    if warehouse is None:
        raise closed(Door.STALE)
    advice = advise(
        warehouse.con,
        current_agency(),
        served.model,
        point.as_noun(),
        file=served.file,
        version=served.version,
        person_ids=point.opening.where.stored_under,
    )
    return Answer(advice=advice, served=served, generation_id=warehouse.generation_id)
