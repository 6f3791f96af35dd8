from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from alongside.core import AlongsideError, Event, Link, Person, Precision, Sensitivity

NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)


def event(**changes):
    values = {
        "id": "e1",
        "person_id": uuid4(),
        "kind": "visit",
        "happened_from": NOON,
        "known_at": NOON,
        "source": "hospital",
        "source_key": "1",
        "sensitivity": Sensitivity.ORDINARY,
        "purposes": frozenset({"casework"}),
    }
    return Event(**values | changes)


def test_a_version_is_believed_from_its_known_time_until_it_is_replaced():
    version = event(known_until=NOON + timedelta(days=1))
    seconds = timedelta(seconds=1)
    answers = [
        version.was_believed_at(instant)
        for instant in (NOON - seconds, NOON, NOON + timedelta(days=1))
    ]
    assert answers == [False, True, False]


@pytest.mark.parametrize(
    "changes",
    [
        {"happened_from": None},  # but the precision is not unknown
        {"precision": Precision.UNKNOWN},  # but there is a time
        {"happened_until": NOON - timedelta(days=1)},
    ],
)
def test_an_event_that_cannot_be_is_refused(changes):
    with pytest.raises(ValueError, match="event"):
        event(**changes)


def test_a_person_is_never_merged_into_itself():
    one = uuid4()
    with pytest.raises(ValueError, match="itself"):
        Person(id=one, merged_into=one)


def test_a_link_names_two_records_in_order():
    with pytest.raises(ValueError, match="order"):
        Link(left="b:1", right="a:1", weight=3.0, probability=0.9)


def test_an_error_says_what_was_seen_what_was_wanted_what_to_do_and_its_code():
    error = AlongsideError("AL-X001", seen="An empty file", wanted="a header", do="Send it again")
    assert str(error) == "An empty file. Wanted: a header. Send it again. (AL-X001)"
