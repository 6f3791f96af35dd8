"""A big town with some long lives in it, written through the real code.

Two hundred people have 300 events from four records; everybody else about ten events from two or
three. Names are put together from syllables, common ones common, and misspelt between records.
"""

from __future__ import annotations

import json
import random
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from benchmarks.agency import CACHE

LONG_LIVES, LONG_EVENTS = 200, 300
SYLLABLES = "ma ri an na jo se ka li el sa mo ha da vi to be ro le no ti gu pe cha ste bra wil son"
SOURCES = {"cases": "Agency", "school": "School", "hospital": "Health", "police": "Police"}
SOURCE_TOML = """\
title = "{title}"
lane = "{lane}"
[tables.all]
format = "csv"
path = "{name}.csv"
[[record]]
name = "person"
key = ["id"]
given_name = "given"
purposes = ["casework"]
[[event]]
of = "person"
kind = "visit"
says = "Visit"
happened = "on"
purposes = ["casework"]
"""
AGREEMENTS = json.dumps(
    [
        {"field": "birth date", "says": "the same", "weight": 8.9},
        {"field": "given name", "says": "the same", "weight": 6.8},
    ]
)
KNOWN = datetime(2020, 1, 1, tzinfo=UTC)
EVENTS = """
    INSERT INTO event
        (event_id, record_id, source, source_key, version, kind, happened_from, precision,
         known_from, known_is_receipt, value, unit, detail, sensitivity, purposes, origin, lane)
    SELECT r.source || ':' || r.source_key || '-' || n, r.record_id, r.source,
           r.source_key || '-' || n, 1, ['visit', 'referral', 'attendance'][n % 3 + 1], happened,
           'day', happened + to_days(if(n % 9 = 0, 60, 0)::INTEGER), false,
           if(n % 3 = 2, 80 + n % 20, NULL), if(n % 3 = 2, '%', NULL), 'note ' || n,
           if(n % 11 = 0, 2, 1), ['casework', 'supervision'], 'source', lane
    FROM record r JOIN lanes USING (source) JOIN lives USING (record_id),
         range(events) AS t(n),
         (SELECT 1), LATERAL (SELECT TIMESTAMP '2026-11-20' - to_days((n * 13 + 1)::INTEGER)
                              AS happened)"""


def town_of(people: int) -> Path:
    """The folder of the town; made once, never changed by a figure but for the ledger."""
    folder = CACHE / f"town-{people}"
    if not (folder / "data" / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _write_folder(folder)
        _build(folder, people)
        (folder / "data" / "ready").touch()
    return folder


def long_lives(folder: Path) -> list[str]:
    """Ids of the people with 300 events."""
    ids: list[str] = json.loads((folder / "data" / "long-lives.json").read_text())
    return ids


def misspelt(seed: int, count: int) -> list[str]:
    """Names as somebody in a hurry types them."""
    chance = random.Random(seed)
    given, family = _names()
    return [
        f"{_typo(chance, _pick(chance, given))} {_typo(chance, _pick(chance, family))}"
        for _ in range(count)
    ]


def _write_folder(folder: Path) -> None:
    from alongside.agency import write_agency

    write_agency(folder, name="Big Town", demo=True)
    for name, lane in SOURCES.items():
        text = SOURCE_TOML.format(name=name, title=name.capitalize(), lane=lane)
        (folder / "sources" / f"{name}.toml").write_text(text)


def _build(folder: Path, people: int) -> None:
    from alongside.cli.start import migrate, start_web

    start_web(folder)
    migrate()
    from alongside.actions.stores import IdentityChanges, OpenMembership, Publication
    from alongside.core import new_person_id
    from alongside.timeline import build_timeline, published_names, write_memberships
    from alongside.warehouse import make_durable, new_generation, open_building
    from alongside.web.accounts import make_user
    from alongside.web.publishing.publish import publish

    ids = [new_person_id() for _ in range(people)]
    (folder / "data" / "long-lives.json").write_text(json.dumps([str(i) for i in ids[:LONG_LIVES]]))
    generation = new_generation(folder / "data" / "warehouse")
    con = open_building(generation)
    rows = _records(ids)
    _insert(con, ids, rows)
    at = datetime.now(UTC)
    write_memberships(con, [(row[0], row[4], at, KNOWN, "linkage") for row in rows])
    build_timeline(con)
    names = published_names(con)
    con.close()
    make_durable(generation)
    make_user(name="Amara Whitlock", email="amara@demo.example", roles=["worker"])
    opened = [
        OpenMembership(record_id=row[0], person_id=row[4], from_at=at, known_at=KNOWN, by="linkage")
        for row in rows
    ]
    publish(
        Publication(
            generation_id=UUID(generation.id),
            at=at,
            identity=IdentityChanges(minted=ids, opened=opened),
            names_came=names,
            names_anew=True,
        )
    )


Row = tuple[str, str, str, int, UUID, str, str, date]


def _records(ids: list[UUID]) -> list[Row]:
    chance = random.Random(5)
    given, family = _names()
    rows: list[Row] = []
    for number, person_id in enumerate(ids):
        first, last = _pick(chance, given), _pick(chance, family)
        born = date(1950, 1, 1) + timedelta(days=chance.randrange(27_000))
        long = number < LONG_LIVES
        for n, source in enumerate(list(SOURCES)[: 4 if long else chance.choice((2, 2, 3, 3))]):
            spelt = last if n == 0 or chance.random() < 0.7 else _typo(chance, last)
            events = LONG_EVENTS // 4 if long else 4
            rows.append(
                (f"{source}:{number}", source, str(number), events, person_id, first, spelt, born)
            )
    return rows


def _insert(con, ids: list[UUID], rows: list[Row]) -> None:  # type: ignore[no-untyped-def]
    import pyarrow as pa

    columns = ("record_id", "source", "source_key", "events", "person_id", "given", "family")
    lives = pa.table(
        {
            **{name: [str(row[n]) for row in rows] for n, name in enumerate(columns)},
            "events": [row[3] for row in rows],
            "born": [row[7] for row in rows],
        }
    )
    lanes = pa.table({"source": list(SOURCES), "lane": list(SOURCES.values())})
    people = pa.table({"n": list(range(len(ids))), "id": [str(one) for one in ids]})
    for name, table in (("lives", lives), ("lanes", lanes), ("people", people)):
        con.register(name, table)
    con.execute(
        """INSERT INTO record (record_id, source, source_key, block, version, known_from,
               known_is_receipt, given_name, family_name, birth_on, birth_precision, sex, place,
               sensitivity, purposes)
           SELECT record_id, source, source_key, 'person', 1, TIMESTAMP '2020-01-01', false, given,
                  family, born, 'day', 'female', 'Northmere', 1, ['casework', 'supervision']
           FROM lives"""
    )
    con.execute(EVENTS)
    con.execute(
        """INSERT INTO household SELECT 'h' || n // 3, id::UUID, DATE '2022-01-01', NULL, 'address',
                  'Street ' || n // 3, TIMESTAMP '2022-01-01' FROM people"""
    )
    con.execute(
        """INSERT INTO person_tie SELECT a.id::UUID, b.id::UUID, 'sibling', NULL, NULL, 'cases',
                  TIMESTAMP '2022-01-01', NULL
           FROM people a JOIN people b ON b.n = a.n + 1 ORDER BY a.id"""
    )
    con.execute(
        """INSERT INTO link SELECT least(a.record_id, b.record_id),
                  greatest(a.record_id, b.record_id),
                  9.5, 0.997, ?
           FROM lives a JOIN lives b ON a.person_id = b.person_id AND a.source < b.source""",
        [AGREEMENTS],
    )


def _names() -> tuple[list[str], list[str]]:
    chance = random.Random(1)
    parts = SYLLABLES.split()

    def name(lengths: tuple[int, ...]) -> str:
        return "".join(chance.choice(parts) for _ in range(chance.choice(lengths))).capitalize()

    return [name((2, 2, 3)) for _ in range(1_500)], [name((2, 3, 3, 4)) for _ in range(12_000)]


def _pick(chance: random.Random, names: list[str]) -> str:
    return names[int(len(names) ** chance.random()) - 1]  # the common ones far more often


def _typo(chance: random.Random, word: str) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + chance.choice("aeioulnrst") + word[place + 1 :]
