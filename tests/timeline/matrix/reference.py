"""The matrix by the letter: one aggregate of one row at a time, over plain lists, written apart.

It shares nothing with the engine but the model file. Links as of a date are found by walking, for
each row anew, the links whose two records were known by then.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from alongside.agency import ModelFile
from tests.timeline.matrix.world import THRESHOLD, ZONE, Line, World

Event = Line


def local(at: datetime) -> date:
    return at.replace(tzinfo=UTC).astimezone(ZONE).date()


def end_of(day: date) -> datetime:
    after = day + timedelta(days=1)
    midnight = datetime(after.year, after.month, after.day, tzinfo=ZONE)
    return midnight.astimezone(UTC).replace(tzinfo=None)


def held(row: Line, at: datetime) -> bool:
    until = row.get("known_until")
    return bool(row["known_from"] < at and (until is None or until >= at))


class Reference:
    """The answer for a world and a model."""

    def __init__(self, world: World, model: ModelFile) -> None:
        self.model = model
        self.world = world
        self.owner = {m["record_id"]: m["person_id"] for m in self.rows("membership")}
        self.member = {m["record_id"]: m for m in self.rows("membership")}

    def rows(self, table: str) -> list[Line]:
        return self.world.tables.get(table, [])

    def features(self) -> list[dict[str, float | None]]:
        """The features of every row, in order."""
        points = [(self.as_of(first), first["event_id"], first) for first in self.firsts()]
        return [self.row(as_of, first) for as_of, _, first in sorted(points, key=lambda p: p[:2])]

    def firsts(self) -> list[Event]:
        versions: dict[str, list[Event]] = {}
        for event in self.rows("event"):
            versions.setdefault(event["event_id"], []).append(event)
        firsts = [min(group, key=lambda one: one["version"]) for group in versions.values()]
        which = self.model.cohort.which
        return [one for one in firsts if self.meant(which, one) and self.allowed(one)]

    def as_of(self, first: Event) -> date:
        back = 1 if self.model.cohort.sees == "day_before" else 0
        return local(first["known_from"]) - timedelta(days=back)

    def allowed(self, event: Event) -> bool:
        return (
            event["origin"] != "advice"
            and event["sensitivity"] < 3
            and set(self.model.purposes) <= set(event["purposes"] or [])
        )

    def meant(self, which: Any, event: Event) -> bool:
        value = event.get("value")
        return (
            event["kind"] in which.kinds
            and (not which.sources or event["source"] in which.sources)
            and (not which.details or event.get("detail") in which.details)
            and (not which.codes or event.get("code") in which.codes)
            and (which.at_least is None or (value is not None and value >= which.at_least))
            and (which.at_most is None or (value is not None and value <= which.at_most))
        )

    def first_known(self, record: str) -> datetime:
        said = [*self.rows("record"), *self.rows("event")]
        return min(one["known_from"] for one in said if one["record_id"] == record)

    def own_records(self, index: str, at: datetime) -> set[str]:
        """Walk from the index over links known by then, within today's person."""
        known = {
            record
            for record, owner in self.owner.items()
            if owner == self.owner[index] and (record == index or self.first_known(record) < at)
        }
        pairs = [
            (link["left_record"], link["right_record"])
            for link in self.rows("link")
            if link["probability"] >= THRESHOLD
        ]
        reached, waiting = set(), [index]
        while waiting:
            record = waiting.pop()
            if record in reached or record not in known:
                continue
            reached.add(record)
            waiting += [b for a, b in pairs if a == record] + [a for a, b in pairs if b == record]
        return reached

    def people(self, scope: str, first: Event, on: date, at: datetime) -> set[Any]:
        person = self.owner[first["record_id"]]
        if scope == "siblings":
            ties = [t for t in self.rows("person_tie") if self.tie_held(t, at)]
            own = [t for t in ties if t["person_id"] == person]
            elders = {t["other_id"] for t in own if t["kind"] in ("parent", "carer")}
            found = {t["other_id"] for t in own if t["kind"] == "sibling"}
            found |= {
                t["other_id"]
                for t in ties
                if t["person_id"] in elders and t["kind"] in ("child", "cared_for")
            }
            return found - {person}
        stays = [h for h in self.rows("household") if h["known_at"] < at]
        now, before = set(), set()
        for mine in stays:
            for other in stays:
                if mine["person_id"] != person or other["person_id"] == person:
                    continue
                if mine["household_id"] != other["household_id"]:
                    continue
                days = self.days_together(mine, other, on)
                if on in days:
                    now.add(other["person_id"])
                if days:
                    before.add(other["person_id"])
        return now if scope == "household" else before - now

    def tie_held(self, tie: Line, at: datetime) -> bool:
        return tie["known_at"] < at and (tie["known_until"] is None or tie["known_until"] >= at)

    def days_together(self, one: Line, other: Line, on: date) -> set[date]:
        """Day by day, from 2019 until the as-of date."""
        day, found = date(2019, 1, 1), set()
        while day <= on:
            if all(
                (stay["from_on"] is None or stay["from_on"] <= day)
                and (stay["until_on"] is None or day < stay["until_on"])
                for stay in (one, other)
            ):
                found.add(day)
            day += timedelta(days=1)
        return found

    def seen(self, scope: str, first: Event, on: date) -> list[tuple[int, Event]]:
        at = end_of(on)
        own = self.own_records(first["record_id"], at)
        records = set(own) if scope in ("person", "household") else set()
        if scope != "person":
            others = self.people(scope, first, on, at)
            records |= {
                record
                for record, owner in self.owner.items()
                if owner in others and self.member[record]["known_at"] < at
            }
        day_before = self.model.cohort.sees == "day_before"
        found = []
        for event in self.rows("event"):
            same_key = (event["source"], event["source_key"]) == (
                first["source"],
                first["source_key"],
            )
            if event["record_id"] not in records or not self.allowed(event):
                continue
            if not held(event, at) or event["happened_from"] is None or (day_before and same_key):
                continue
            age = (on - local(event["happened_from"])).days
            if age >= 0:
                found.append((age, event))
        if day_before and scope in ("person", "household"):
            happened = first["happened_from"]
            found.append((max(0, (on - local(happened)).days) if happened else 0, first))
        return found

    def row(self, on: date, first: Event) -> dict[str, float | None]:
        answer = {}
        for feature in self.model.feature:
            assert feature.which is not None
            events = [
                (age, event)
                for age, event in self.seen(feature.of.value, first, on)
                if self.meant(feature.which, event)
                and (feature.window_days is None or age < feature.window_days)
            ]
            answer[feature.name] = AGGREGATES[feature.aggregate.value](events)
        return answer


Ages = list[tuple[int, Event]]


def valued(events: Ages) -> list[tuple[int, float]]:
    return [(age, event["value"]) for age, event in events if event.get("value") is not None]


def last(events: Ages) -> float | None:
    pairs = valued(events)
    return sorted(pairs, key=lambda pair: (pair[0], -pair[1]))[0][1] if pairs else None


def mean(events: Ages) -> float | None:
    values = [value for _, value in valued(events)]
    return statistics.fmean(values) if values else None


def trend(events: Ages) -> float | None:
    pairs = valued(events)
    if len({age for age, _ in pairs}) < 2:
        return None
    slope, _ = statistics.linear_regression([-age for age, _ in pairs], [v for _, v in pairs])
    return slope * 365.25


AGGREGATES: dict[str, Callable[[Ages], float | None]] = {
    "count": len,
    "sum": lambda events: sum(value for _, value in valued(events)),
    "min": lambda events: min((value for _, value in valued(events)), default=None),
    "max": lambda events: max((value for _, value in valued(events)), default=None),
    "mean": lambda events: (
        statistics.fmean(v for _, v in valued(events)) if valued(events) else None
    ),
    "last": last,
    "days_since_first": lambda events: max((age for age, _ in events), default=None),
    "days_since_last": lambda events: min((age for age, _ in events), default=None),
    "trend": trend,
    "distinct": lambda events: len(
        {event["detail"] for _, event in events if event.get("detail") is not None}
    ),
}
