"""What was believed when: versions, idempotence, and replay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import CLIENTS, Desk

HEAD = "id,given,family,born,entered\n"
VERSIONS = """SELECT source_key, version, given_name, day(known_from), day(known_until),
    known_is_receipt FROM record ORDER BY source_key, version"""


def test_a_corrected_row_closes_the_old_version_and_a_missing_one_ends(
    desk: Callable[..., Desk],
) -> None:
    d = desk()
    d.write("clients.csv", HEAD + "1,Ada,B,,\n2,Al,T,,\n3,Grace,H,,\n")
    assert d.take(1)[0].changed == 3
    d.write("clients.csv", HEAD + "1,Ada,B,,\n2,Alan,T,,\n")
    assert d.take(2)[0].changed == 2
    d.write("clients.csv", HEAD + "1,Ada,B,,\n2,Alan,T,,\n3,Grace,H,,\n")
    assert d.take(5)[0].changed == 1
    assert d.rows(VERSIONS) == [
        ("1", 1, "Ada", 1, None, True),
        ("2", 1, "Al", 1, 2, True),
        ("2", 2, "Alan", 2, None, True),
        ("3", 1, "Grace", 1, 2, True),
        ("3", 2, "Grace", 5, None, True),
    ]


def test_an_unchanged_folder_costs_nothing_and_the_same_extract_twice_changes_nothing(
    desk: Callable[..., Desk],
) -> None:
    d = desk()
    path = d.write("clients.csv", HEAD + "1,Ada,B,,\n2,Al,T,31/02/2020,\n")
    d.take(1)
    before = d.hashes()
    assert d.take(2) == []
    path.touch()
    assert d.take(3) == []
    d.index.clear()
    (again,) = d.take(4)
    assert again.changed == 0
    assert d.hashes() == before


def test_an_appended_file_corrects_and_closes_nothing(desk: Callable[..., Desk]) -> None:
    d = desk(CLIENTS.replace('format = "csv"', 'format = "csv"\nmode = "append"'))
    d.write("clients-1.csv", HEAD + "1,Ada,B,,\n2,Al,T,,\n")
    d.take(1)
    d.write("clients-2.csv", HEAD + "2,Alan,T,,\n")
    d.take(2)
    assert d.rows(VERSIONS) == [
        ("1", 1, "Ada", 1, None, True),
        ("2", 1, "Al", 1, 2, True),
        ("2", 2, "Alan", 2, None, True),
    ]


def test_several_files_of_a_snapshot_are_one(desk: Callable[..., Desk]) -> None:
    d = desk()
    d.write("clients-1.csv", HEAD + "1,Ada,B,,\n")
    d.write("clients-2.csv", HEAD + "2,Al,T,,\n")
    d.take(1)
    d.write("clients-2.csv", HEAD + "2,Alan,T,,\n")
    d.take(2)
    (d.folder / "extracts" / "clients-1.csv").unlink()
    d.take(3)
    assert d.rows(VERSIONS) == [
        ("1", 1, "Ada", 1, 3, True),
        ("2", 1, "Al", 1, 2, True),
        ("2", 2, "Alan", 2, None, True),
    ]


def test_the_source_says_since_when_it_was_known(desk: Callable[..., Desk]) -> None:
    d = desk(CLIENTS.replace('key = ["id"]', 'key = ["id"]\nknown = "entered"'))
    d.write("clients.csv", HEAD + "1,Ada,B,,3/1/2024\n2,Al,T,,3/1/2024\n3,Grace,H,,30/1/2024\n")
    d.take(10)
    # 1: corrected with a new date; 2: corrected under the old date, so known when received
    d.write("clients.csv", HEAD + "1,Ida,B,,12/1/2024\n2,Alan,T,,3/1/2024\n3,Grace,H,,31/1/2024\n")
    d.take(20)
    assert d.rows(VERSIONS) == [
        ("1", 1, "Ada", 3, 12, False),
        ("1", 2, "Ida", 12, None, False),
        ("2", 1, "Al", 3, 20, False),
        ("2", 2, "Alan", 20, None, True),
        ("3", 1, "Grace", 10, None, True),  # nobody can know later than they received
    ]


EVENTS = (
    CLIENTS.replace("[[record]]", "lag_days = 2\n[[record]]")
    + """
[[event]]
of = "client"
kind = "visit"
says = "Visit"
key = ["visit"]
happened = "on"
until = "to"
value = "hours"
unit = "h"
purposes = ["casework"]
"""
)
EVENT_HEAD = "id,given,family,born,visit,on,to,hours\n"


def test_local_days_become_utc_and_a_declared_lag_says_when_known(
    desk: Callable[..., Desk],
) -> None:
    d = desk(EVENTS)
    rows = [
        "1,A,B,,v1,2/1/2024,3/1/2024,1.5",
        "1,A,B,,v2,2024-01-02T08:30:00Z,,",
        "1,A,B,,v3,2/1/2024 08:30,,",
        "1,A,B,,v4,2023,,",
        "1,A,B,,v5,6/2023,,",
        "1,A,B,,v6,,,3",
        "1,A,B,,v7,9/1/2024,,1",
        "1,A,B,,v8,3/1/2024,2/1/2024,1",
        "1,A,B,,v9,3/1/2024,,two",
    ]
    d.write("clients.csv", EVENT_HEAD + "\n".join(rows) + "\n")
    d.take(10)
    # Northmere is in New York: five hours behind in winter
    assert d.rows(
        "SELECT source_key, happened_from, precision, known_from FROM event ORDER BY source_key"
    ) == [
        ("v1", datetime(2024, 1, 2, 5), "day", datetime(2024, 1, 4, 5)),
        ("v2", datetime(2024, 1, 2, 8, 30), "instant", datetime(2024, 1, 4, 5)),
        ("v3", datetime(2024, 1, 2, 13, 30), "instant", datetime(2024, 1, 4, 5)),
        ("v4", datetime(2023, 1, 1, 5), "year", datetime(2023, 1, 3, 5)),
        ("v5", datetime(2023, 6, 1, 4), "month", datetime(2023, 6, 3, 4)),
        ("v6", None, "unknown", datetime(2024, 1, 10, 12)),
        ("v7", datetime(2024, 1, 9, 5), "day", datetime(2024, 1, 10, 12)),
    ]
    assert d.rows("SELECT line, column_name, code FROM reject ORDER BY line") == [
        (9, "to", "AL-S107"),
        (10, "hours", "AL-S104"),
    ]


PEOPLE = st.dictionaries(
    st.sampled_from("abcdefgh"), st.sampled_from(["Ada", "Al", "Zoë", ""]), max_size=8
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots=st.lists(PEOPLE, min_size=1, max_size=6))
def test_every_snapshot_can_be_seen_again_and_a_replay_is_the_same(
    desk: Callable[..., Desk], snapshots: list[dict[str, str]]
) -> None:
    first, second = desk(), desk()
    for d in (first, second):
        for day, snapshot in enumerate(snapshots, start=1):
            rows = (f"{key},{name},F,1/1/2000,\n" for key, name in snapshot.items())
            d.write("clients.csv", HEAD + "".join(rows))
            d.take(day, confirm=True)
    for day, snapshot in enumerate(snapshots, start=1):
        seen = first.rows(
            f"""SELECT source_key, coalesce(given_name, '') FROM record
                WHERE known_from <= '2024-01-0{day} 12:00:00'
                    AND (known_until IS NULL OR known_until > '2024-01-0{day} 12:00:00')"""
        )
        assert dict(seen) == snapshot
        assert len(seen) == len(snapshot)
    assert first.hashes() == second.hashes()
