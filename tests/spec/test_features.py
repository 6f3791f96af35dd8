"""What a feature means: one family, three referrals, and every number worked out by hand.

The as-of date of a referral is the day before it became known, so ages are counted from there.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.spec.engines import ENGINES, SLOW, needs
from tests.spec.tables import read_table
from tests.timeline.matrix.world import Line, World, model, rows_of

# person 1 is the child, 2 the sister, 3 the mother, 4 lived with them until February
RECORDS = """
record      person  known       birth
cases:ada   1       2019-01-01  2012-05-31
school:ada  1       2019-01-01  -
help:ada    1       2020-07-01  -
school:bo   2       2019-01-01  -
help:cleo   3       2019-01-01  -
help:dan    4       2019-01-01  -
"""

# the help record came in July, and with it the hospital's past of the child
LINKS = """
left       right       probability
cases:ada  school:ada  0.9
cases:ada  help:ada    0.8
"""

# days before 31 May, the first as-of date, stand beside
EVENTS = """
key  record      kind      happened    known       value  detail
m1   school:ada  move      2020-05-31  2020-05-31  4      far      # 0
m2   school:ada  move      2020-05-21  2020-05-22  1      near     # 10
m3   cases:ada   move      2020-05-21  2020-05-25  3      near     # 10
m4   school:ada  move      2020-03-02  2020-03-03  -      abroad   # 90
m5   school:ada  move      2019-06-01  2019-06-02  7      -        # 365
late  school:ada  move      2020-05-30  2020-06-01  9      late     # known too late
h1   help:ada    move      2020-05-01  2020-07-01  5      hidden   # 30, linked in July
b1   school:bo   move      2020-05-11  2020-05-12  8      far      # 20
c1   help:cleo   move      2020-05-01  2020-05-02  2      mother   # 30
d1   help:dan    move      2020-04-01  2020-04-02  6      dan      # 60
r1   cases:ada   referral  2020-06-01  2020-06-01  1      neglect
r2   cases:ada   referral  2020-08-01  2020-08-01  1      neglect
end  cases:ada   other     2022-01-01  2022-01-01  -      -
"""

HOUSEHOLDS = """
person  home  from        until       known
1       h     2018-01-01  -           2019-01-01
2       h     2018-01-01  -           2019-01-01
3       h     2018-01-01  -           2019-01-01
4       h     2018-01-01  2020-02-01  2019-01-01
"""

TIES = """
of  other  kind    known
1   3      parent  2019-01-01
2   3      parent  2019-01-01
3   1      child   2019-01-01
3   2      child   2019-01-01
"""

# of 31 May and of 31 July; the child herself at the second date: m1, m2, m3, late, h1, m4, m5 are
# 61, 71, 71, 62, 91, 151 and 426 days old. trend: see TREND below
MEANT = """
feature              of                  aggregate         days  31 May    31 July
moves_ever           person              count             -     5         7
moves_365            person              count             365   4         6
moves_366            person              count             366   5         6
moves_90             person              count             90    3         4
moves_10             person              count             10    1         0
moves_11             person              count             11    3         0
worth                person              sum               -     15        29
worth_90             person              sum               90    8         17
worth_10_now         person              sum               10    4         0
least                person              min               -     1         1
most                 person              max               -     7         9
most_10              person              max               10    4         -
mean                 person              mean              -     3.75      4.8333333333
last                 person              last              -     4         4
days_since           person              days_since_last   -     0         61
days_since_10        person              days_since_last   10    0         -
days_first           person              days_since_first  -     365       426
days_first_90        person              days_since_first  90    10        71
kinds_ever           person              distinct          -     3         5
kinds_10             person              distinct          10    1         0
home_moves           household           count             -     7         9
home_kinds           household           distinct          -     4         6
home_most            household           max               365   8         9
before_moves         earlier_households  count             -     1         1
before_days          earlier_households  days_since_last   -     60        121
sister_moves         siblings            count             -     1         1
sister_last          siblings            last              -     8         8
sister_mean_20       siblings            mean              20    -         -
sister_mean_21       siblings            mean              21    8         -
"""


def family() -> World:
    """The world that the tables describe."""
    world = World()
    for row in read_table(RECORDS):
        birth = date.fromisoformat(row["birth"]) if row["birth"] else None
        world.record(str(row["record"]), int(row["person"] or 0), known=row["known"] or "")
        world.tables["record"][-1]["birth_on"] = birth
    for row in read_table(LINKS):
        world.link(str(row["left"]), str(row["right"]), float(row["probability"] or 0))
    for row in read_table("\n".join(line.split("#")[0] for line in EVENTS.splitlines())):
        world.event(
            str(row["key"]),
            str(row["record"]),
            str(row["kind"]),
            row["happened"],
            row["known"] or "",
            value=float(row["value"]) if row["value"] else None,
            detail=row["detail"],
        )
    for row in read_table(HOUSEHOLDS):
        home = (int(row["person"] or 0), str(row["home"]))
        world.lives(*home, row["from"], row["until"], row["known"] or "")
    for row in read_table(TIES):
        world.tie(int(row["of"] or 0), int(row["other"] or 0), str(row["kind"]))
    return world


def features() -> list[Line]:
    """A feature for each line of MEANT, and those that need more words."""
    found: list[Line] = [
        {
            "name": row["feature"],
            "of": row["of"],
            "aggregate": row["aggregate"],
            "window_days": int(row["days"]) if row["days"] else None,
            "which": {"kinds": ["move"]},
        }
        for row in read_table(MEANT)
    ]
    moves = {"kinds": ["move"]}
    far = {"kinds": ["move"], "details": ["far"], "at_least": 4}
    return [
        *found,
        {"name": "age", "aggregate": "age"},
        {"name": "trend", "aggregate": "trend", "which": moves, "window_days": 90},
        {"name": "trend_10", "aggregate": "trend", "which": moves, "window_days": 10},
        {"name": "far", "aggregate": "count", "which": far},
        {"name": "at_school", "aggregate": "count", "which": {**moves, "sources": ["school"]}},
        {"name": "opened", "aggregate": "days_since_last", "which": {"kinds": ["referral"]}},
    ]


@pytest.mark.parametrize("engine", [pytest.param(one, marks=SLOW.get(one, ())) for one in ENGINES])
def test_every_number_is_the_one_worked_out_by_hand(engine: str) -> None:
    needs(engine)
    rows = rows_of(family(), model(features()), engine=engine)
    assert [row["as_of_on"] for row in rows] == [date(2020, 5, 31), date(2020, 7, 31)]
    for column, row in zip(("31 May", "31 July"), rows, strict=True):
        for line in read_table(MEANT):
            wanted = line[column]
            name = str(line["feature"])
            assert row[name] == (None if wanted is None else pytest.approx(float(wanted))), name
    first, second = rows
    # by hand: ages 0, 10, 10 with 4, 1, 3: mean age 20/3, the slope is 2 in 10 days
    assert first["trend"] == pytest.approx(0.2 * 365.25)
    assert first["trend_10"] is None  # one day only
    assert first["age"] == pytest.approx(8 * 365.25 / 365.25, abs=0.003)
    assert (first["far"], first["at_school"], first["opened"]) == (1, 4, 0)
    assert (second["far"], second["at_school"], second["opened"]) == (1, 5, 0)
