"""What an opened person shows, to whom, as of when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core import Sensitivity
from alongside.privacy.access import AccessDenied
from alongside.timeline import build_timeline, open_person, read_corrections, read_links
from tests.timeline.shelf import NOW, PERSON, Pages, event, opened, reader, record, shelve

DAY = datetime(2024, 3, 3, 12)
AS_OF = datetime(2024, 6, 1, tzinfo=UTC)


def test_the_access_is_written_down_before_anything_is_read() -> None:
    con, where = shelve([record("a")])
    pages = Pages()
    open_person(con, pages, where, access=reader(), now=NOW)
    (entry,) = pages
    assert (entry.verb, entry.object_id, entry.outcome) == ("view_person", str(PERSON), "allowed")


def test_a_ledger_that_fails_denies_the_read() -> None:
    class Broken:
        def write(self, entry: object) -> None:
            raise OSError("disk full")

    con, where = shelve([record("a")])
    with pytest.raises(OSError, match="disk full"):
        open_person(con, Broken(), where, access=reader(), now=NOW)


@pytest.mark.parametrize(("role", "purpose"), [("analyst", "analysis"), ("worker", "audit")])
def test_who_may_not_look_is_written_down_as_denied(role: str, purpose: str) -> None:
    con, where = shelve([record("a")])
    pages = Pages()
    with pytest.raises(AccessDenied):
        open_person(con, pages, where, access=reader(role, purpose), now=NOW)
    assert [entry.outcome for entry in pages] == ["denied"]


@pytest.mark.parametrize(
    ("role", "purpose", "shown", "hidden"),
    [
        ("worker", "casework", {"ordinary", "sensitive"}, {Sensitivity.RESTRICTED: 1}),
        ("supervisor", "casework", {"ordinary", "sensitive", "restricted"}, {}),
        ("supervisor", "supervision", {"ordinary"}, {2: 1, 3: 1}),
    ],
)
def test_sensitivity_and_purpose_hide(
    role: str, purpose: str, shown: set[str], hidden: dict[Sensitivity, int]
) -> None:
    shelf = shelve(
        [record("a")],
        [
            event("ordinary", DAY),
            event("sensitive", DAY, sensitivity=2, purposes=["casework"]),
            event("restricted", DAY, sensitivity=3, purposes=["casework"]),
        ],
    )
    page = opened(shelf, reader(role, purpose)).events()
    assert {one.source_key for one in page.events} == shown
    assert page.hidden == hidden


def test_a_record_of_a_purpose_that_is_not_asked_is_no_record() -> None:
    shelf = shelve(
        [
            record("a"),
            record("b", given_name="Secret", sensitivity=3),
            record("c", given_name="Other", purposes=["supervision"]),
        ]
    )
    person = opened(shelf)
    assert [one.record_id for one in person.records()] == ["cases:a"]
    assert person.head().given_name == "Mila"


def test_an_as_of_date_does_not_open_what_was_restricted_since() -> None:
    later = datetime(2025, 1, 1)
    shelf = shelve(
        [record("a")],
        [
            event("x", DAY, known_until=later),
            event("x", DAY, version=2, known_from=later, sensitivity=3),
        ],
    )
    page = opened(shelf, reader(as_of=AS_OF)).events()
    assert page.events == []
    assert page.hidden == {Sensitivity.RESTRICTED: 1}


def test_a_correction_says_what_was_believed_before() -> None:
    learnt = datetime(2024, 5, 1)
    shelf = shelve(
        [record("a")],
        [
            event("x", DAY, known_until=learnt, detail="left arm"),
            event("x", DAY, version=2, known_from=learnt, detail="right arm"),
            event("gone", DAY, known_until=learnt),
        ],
    )
    person = opened(shelf, reader(as_of=AS_OF))
    corrections = read_corrections(person, person.events().events)
    assert corrections.before["cases:x"].detail == "left arm"
    assert [one.source_key for one in corrections.taken_back] == ["gone"]


def test_a_correction_that_came_later_is_not_known_yet() -> None:
    learnt = datetime(2024, 7, 1)
    shelf = shelve(
        [record("a")],
        [
            event("x", DAY, known_until=learnt, detail="left arm"),
            event("x", DAY, version=2, known_from=learnt, detail="right arm"),
        ],
    )
    person = opened(shelf, reader(as_of=AS_OF))
    (shown,) = person.events().events
    assert shown.detail == "left arm"
    assert read_corrections(person, [shown]).before == {}


def test_links_are_read_among_believed_records_only() -> None:
    shelf = shelve([record("a"), record("b", known_from=datetime(2025, 1, 1))])
    shelf[0].execute(
        "INSERT INTO link VALUES ('cases:a', 'cases:b', 9.0, 0.97, ?)",
        ['[{"field":"name","says":"the same","weight":4.5}]'],
    )
    build_timeline(shelf[0])
    (link,) = read_links(opened(shelf))
    assert (link.probability, link.agreements) == (0.97, (("name", "the same", 4.5),))
    assert read_links(opened(shelf, reader(as_of=AS_OF))) == []


later_days = st.integers(1, 900)
later_event = st.builds(
    lambda n, happened, learnt: event(
        f"later{n}",
        DAY + timedelta(days=happened),
        known_from=AS_OF.replace(tzinfo=None) + timedelta(days=learnt),
    ),
    st.integers(0, 50),
    st.integers(-900, 900),
    later_days,
)


@settings(max_examples=40, deadline=None)
@given(added=st.lists(later_event, max_size=4), ended=later_days, joined=later_days)
def test_what_comes_after_the_date_moves_nothing_before_it(
    added: list[dict[str, object]], ended: int, joined: int
) -> None:
    after = AS_OF.replace(tzinfo=None)
    base = shelve([record("a")], [event("x", DAY), event("y", DAY)])
    changed = shelve(
        [
            record("a", known_until=after + timedelta(days=ended)),
            record("a", version=2, given_name="Milla", known_from=after + timedelta(days=ended)),
            record("b", given_name="Mira"),
        ],
        [
            event("x", DAY, known_until=after + timedelta(days=ended)),
            event("x", DAY, version=2, known_from=after + timedelta(days=ended), detail="new"),
            event("y", DAY, known_until=after + timedelta(days=ended)),
            event("z", DAY, record_id="cases:b"),
            *added,
        ],
        linked={"cases:b": AS_OF + timedelta(days=joined)},
    )
    one, other = opened(base, reader(as_of=AS_OF)), opened(changed, reader(as_of=AS_OF))
    keys = [(e.event_id, e.detail) for e in one.events().events]
    assert [(e.event_id, e.detail) for e in other.events().events] == keys
    assert [r.record_id for r in other.records()] == [r.record_id for r in one.records()]
    assert other.head() == one.head()
    assert read_corrections(other, other.events().events).taken_back == ()
