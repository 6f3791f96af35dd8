"""The nouns of the field, as frozen dataclasses that cannot hold a bad value.

This room imports no other room and no library. It refuses to know where things are stored,
who may see them, or how they are drawn.
"""

from alongside.core.dates import Precision, Span, day_span, local_day_end
from alongside.core.errors import AlongsideError, ExitCode
from alongside.core.ids import joined_key, new_person_id, record_id, split_record_id, stable_key
from alongside.core.nouns import (
    Event,
    Link,
    Origin,
    Person,
    Relationship,
    Sensitivity,
    SourceRecord,
)

__all__ = [
    "AlongsideError",
    "Event",
    "ExitCode",
    "Link",
    "Origin",
    "Person",
    "Precision",
    "Relationship",
    "Sensitivity",
    "SourceRecord",
    "Span",
    "day_span",
    "joined_key",
    "local_day_end",
    "new_person_id",
    "record_id",
    "split_record_id",
    "stable_key",
]
