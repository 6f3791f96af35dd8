"""Made-up worlds for Hypothesis: few people, many chances to be wrong about a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from alongside.agency import ModelFile
from tests.timeline.matrix.world import ZONE, Line, World, model

BEGIN, LATE, CUT, END = (date(2020, month, 1) for month in (1, 3, 4, 7))
PEOPLE = (1, 2, 3)
SCOPES = ("person", "household", "earlier_households", "siblings")
WHICHES: dict[str, Line] = {
    "any": {"kinds": ["visit", "move"]},
    "narrow": {"kinds": ["visit"], "details": ["x", "y"], "at_least": -1.5},
}
WITH_VALUE = ("sum", "min", "max", "mean", "last", "trend")
WITHOUT = ("count", "days_since_first", "days_since_last", "distinct")


def every_feature(scopes: tuple[str, ...] = SCOPES) -> list[Line]:
    """Each aggregate for each scope, two windows and two conditions."""
    found = []
    for scope in scopes:
        for aggregate in (*WITH_VALUE, *WITHOUT):
            for days in (None, 20):
                for name, which in WHICHES.items():
                    found.append(
                        {
                            "name": f"f{len(found)}_{aggregate}_{name}",
                            "aggregate": aggregate,
                            "of": scope,
                            "which": which,
                            "window_days": days,
                        }
                    )
    found.append({"name": "opened", "aggregate": "count", "which": {"kinds": ["referral"]}})
    return found


def file_of(scopes: tuple[str, ...] = SCOPES, *, sees: str = "day_before") -> ModelFile:
    """A model with every feature; a label that each row has, since the window is one day."""
    file = model(every_feature(scopes))
    label = file.label.model_dump() | {"within_days": 1}
    cohort = {"which": {"kinds": ["referral"]}, "sees": sees, "until_on": CUT}
    return model(every_feature(scopes), label=label, cohort=cohort)


def days(begin: date = BEGIN, end: date = END) -> st.SearchStrategy[date]:
    """A day."""
    return st.dates(begin, end - timedelta(days=1))


@st.composite
def instants(draw: Any, begin: date = BEGIN, end: date = END) -> datetime:
    """Local midnight, a second before it, or noon, as UTC."""
    day = draw(days(begin, end))
    noon = datetime(day.year, day.month, day.day, tzinfo=ZONE)
    shift = draw(st.sampled_from([timedelta(0), timedelta(seconds=-1), timedelta(hours=12)]))
    if shift < timedelta(0):
        noon += timedelta(days=1)
    return (noon + shift).astimezone(UTC).replace(tzinfo=None)


values = st.one_of(st.none(), st.integers(-3, 3).map(float), st.floats(-9, 9, width=32))
kinds = st.sampled_from(["visit", "visit", "move", "referral", "other"])


@st.composite
def events(draw: Any, key: str, record: str, begin: date = BEGIN, end: date = END) -> list[Line]:
    """One to three versions of an event, known in ``[begin, end)``, the last perhaps closed."""
    known = sorted(set(draw(st.lists(instants(begin, end), min_size=1, max_size=4))))
    closed = len(known) > 1 and draw(st.booleans())
    kind = draw(kinds)
    found = []
    for version, at in enumerate(known[:-1] if closed else known, start=1):
        until = known[version] if version < len(known) else None
        found.append(
            {
                "kind": kind,
                "happened": draw(st.one_of(st.none(), instants(), instants(), instants())),
                "known": at,
                "known_until": until,
                "version": version,
                "value": draw(values),
                "detail": draw(st.sampled_from([None, "x", "y", "z"])),
                "purposes": draw(st.sampled_from([["casework"], ["casework"], ["analysis"]])),
                "sensitivity": draw(st.sampled_from([1, 1, 2, 3])),
                "origin": draw(st.sampled_from(["source", "source", "worker", "advice"])),
                "event_id": f"ev:{key}",
            }
        )
    return found


def put(world: World, key: str, record: str, versions: list[Line]) -> None:
    """Add an event's versions to a record."""
    for values_ in versions:
        line = dict(values_)
        happened, known = line.pop("happened"), line.pop("known")
        world.event(key, record, line.pop("kind"), happened, known, **line)


@st.composite
def worlds(draw: Any) -> World:
    """Three people with up to three records each, links, households, ties and events."""
    world = World()
    records = []
    for of in PEOPLE:
        for number in range(draw(st.integers(1, 3))):
            name = f"{draw(st.sampled_from(['cases', 'school']))}:{of}.{number}"
            world.record(name, of, known=draw(instants()))
            records.append((name, of))
    for left, of in records:
        for right, other in records:
            if of == other and left < right and draw(st.booleans()):
                world.link(left, right, draw(st.sampled_from([0.4, 0.9])))
    put(world, "referral", records[0][0], [_referral(draw(instants(LATE, CUT)))])
    for at, (record, _) in enumerate(records):  # each has something that would show
        put(world, f"sure{at}", record, [sure(f"sure{at}", draw(days(BEGIN, LATE)))])
    for number in range(draw(st.integers(0, 14))):
        record, _ = draw(st.sampled_from(records))
        put(world, str(number), record, draw(events(str(number), record)))
    belong(world, draw)
    world.event("end", records[0][0], "other", "2021-01-01", "2021-01-01")
    return world


def belong(world: World, draw: Any) -> None:
    """Households and ties; some people are known from the first to live where all live."""
    for of in draw(st.sets(st.sampled_from(PEOPLE), max_size=2)):
        world.lives(of, "always", None, None, BEGIN.isoformat())
    for _ in range(draw(st.integers(0, 4))):
        stay(world, draw, known=draw(instants()))
    for _ in range(draw(st.integers(0, 4))):
        tie(world, draw, known=draw(instants()))


def sure(key: str, happened: date, *, known: datetime | None = None) -> Line:
    """A visit that counts for every feature that may see it."""
    at = datetime(happened.year, happened.month, happened.day, tzinfo=ZONE)
    begin = at.astimezone(UTC).replace(tzinfo=None)
    return {
        "kind": "visit",
        "happened": begin,
        "known": known or begin,
        "value": 2.5,
        "detail": "y",
        "event_id": f"ev:{key}",
        "purposes": ["casework"],
    }


def _referral(known: datetime) -> Line:
    return {
        "kind": "referral",
        "happened": known,
        "known": known,
        "value": 1.0,
        "detail": "x",
        "event_id": "ev:referral",
        "purposes": ["casework"],
    }


def stay(world: World, draw: Any, *, known: datetime) -> None:
    """Somebody lives somewhere for a while."""
    begin = draw(st.one_of(st.none(), days()))
    end = draw(st.one_of(st.none(), days()))
    if begin and end and end <= begin:
        end = begin + timedelta(days=1)
    world.add(
        "household",
        household_id=draw(st.sampled_from(["h1", "h2"])),
        person_id=_person(draw),
        from_on=begin,
        until_on=end,
        because="address",
        known_at=known,
    )


def tie(world: World, draw: Any, *, known: datetime) -> None:
    """A tie, perhaps taken back later."""
    world.add(
        "person_tie",
        person_id=_person(draw),
        other_id=_person(draw),
        kind=draw(st.sampled_from(["parent", "child", "carer", "cared_for", "sibling", "partner"])),
        source="cases",
        known_at=known,
        known_until=draw(st.one_of(st.none(), st.just(known + timedelta(days=20)))),
    )


def _person(draw: Any) -> Any:
    from tests.timeline.matrix.world import person

    return person(draw(st.sampled_from(PEOPLE)))
