"""Read one person for the command line and notebooks, under the same access as a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alongside.core import Sensitivity

if TYPE_CHECKING:
    from alongside.timeline import OpenedPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonReport:
    """What ``alongside person show`` prints; the keys of :meth:`as_json` are stable."""

    head: dict[str, Any]
    records: list[dict[str, Any]]
    events: list[dict[str, Any]]
    hidden: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """A plain dictionary for JSON."""
        return {
            "person": self.head,
            "records": self.records,
            "events": self.events,
            "hidden": self.hidden,
        }


def report_person(
    opened: OpenedPerson, *, says_hidden: Callable[[Sensitivity], bool]
) -> PersonReport:
    """Gather head, records and events of a person whose reading was allowed.

    ``says_hidden`` answers whether the agency allows to say that events of a level are hidden.
    """
    head, page = opened.head(), opened.events()
    return PersonReport(
        head={
            "id": str(head.person_id),
            "given_name": head.given_name,
            "family_name": head.family_name,
            "birth_on": head.birth_on,
            "as_of": opened.access.as_of,
        },
        records=[
            {
                "record": record.record_id,
                "source": record.source,
                "known_from": record.known_from,
                "linked_by": record.linked_by,
            }
            for record in opened.records()
        ],
        events=[
            {
                "happened_from": event.happened_from,
                "precision": event.precision,
                "kind": event.kind,
                "detail": event.detail,
                "value": event.value,
                "unit": event.unit,
                "source": event.source,
                "known_at": event.known_from,
                "known_is_receipt": event.known_is_receipt,
            }
            for event in page.events
        ],
        hidden={
            level.name.lower(): count for level, count in page.hidden.items() if says_hidden(level)
        },
    )
