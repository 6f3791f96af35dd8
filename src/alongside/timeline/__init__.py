"""The spine: dated events of a person, each with its source and since when it was known.

:func:`build_timeline` sorts a generation by person; :func:`open_person` is the only way to read
one, and it checks and records the access before any row is returned. This room refuses to read
without an as-of instant.
"""

from alongside.timeline.build import build_timeline, write_memberships
from alongside.timeline.corrections import Corrections, read_corrections
from alongside.timeline.links import read_links
from alongside.timeline.names import SearchName, changed_names, published_names
from alongside.timeline.person import OpenedPerson, open_person
from alongside.timeline.rows import (
    EventFilter,
    EventPage,
    PersonHead,
    RecordVersion,
    Stay,
    Tie,
    TimelineEvent,
    Whereabouts,
)
from alongside.timeline.search import likeness, name_keys, query_keys, read_query

__all__ = [
    "Corrections",
    "EventFilter",
    "EventPage",
    "OpenedPerson",
    "PersonHead",
    "RecordVersion",
    "SearchName",
    "Stay",
    "Tie",
    "TimelineEvent",
    "Whereabouts",
    "build_timeline",
    "changed_names",
    "likeness",
    "name_keys",
    "open_person",
    "published_names",
    "query_keys",
    "read_corrections",
    "read_links",
    "read_query",
    "write_memberships",
]
