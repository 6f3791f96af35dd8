"""What may not feed a model: a bad model file each, and the reason it is refused with."""

from __future__ import annotations

from typing import Any

import pytest

from alongside.agency import SourceFile
from alongside.timeline.matrix import MayNotFeed, check_features
from tests.timeline.matrix.world import Line, model

PURPOSES = ["casework", "analysis"]
SQL = {"format": "sql", "url": "sqlite:///x", "query": "SELECT * FROM clients"}


def event(kind: str, **more: Any) -> Line:
    """An event block that may feed a model."""
    return {
        "of": "client",
        "kind": kind,
        "says": kind,
        "happened": "on",
        "known": "entered",
        "purposes": PURPOSES,
        **more,
    }


def source(*events: Line, **more: Any) -> SourceFile:
    """A source with a record block that maps race, a referral and these events."""
    values: Line = {
        "title": "Cases",
        "lane": "Agency",
        "tables": {"clients": {"format": "csv", "path": "clients.csv"}},
        "record": [
            {
                "name": "client",
                "table": "clients",
                "key": ["id"],
                "birth_on": "dob",
                "traits": {"race": "Race"},
                "purposes": PURPOSES,
            }
        ],
        "event": [
            {"table": "clients", **one} for one in (event("referral"), event("harm"), *events)
        ],
    }
    return SourceFile.model_validate({**values, **more})


def refused(sources: dict[str, SourceFile], *features: Line, **more: Any) -> list[tuple[str, str]]:
    """Code and place of everything refused."""
    counted = [
        {"name": f"n{at}", "aggregate": "count", **one} for at, one in enumerate(features)
    ] or [{"name": "n0", "aggregate": "count", "which": {"kinds": ["referral"]}}]
    try:
        check_features(model(counted, **more), sources)
    except MayNotFeed as error:
        return [(one.code, one.where) for one in error.refused]
    return []


def kinds(*names: str, **more: Any) -> Line:
    """A feature of these kinds."""
    return {"which": {"kinds": list(names), **more}}


def test_a_model_that_may_read_all_it_names_is_refused_nothing() -> None:
    assert refused({"cases": source(event("move"))}, kinds("move", "referral")) == []


def test_a_kind_that_no_source_declares() -> None:
    assert refused({"cases": source()}, kinds("moves")) == [("AL-T010", "feature n0")]
    named = kinds("referral", sources=["school"])
    assert refused({"cases": source()}, named) == [("AL-T010", "feature n0")]


def test_a_source_without_the_purpose() -> None:
    """One of two sources of the kind forgot the purpose: that is enough."""
    sources = {"cases": source(event("move")), "b": source(event("move", purposes=["analysis"]))}
    assert refused(sources, kinds("move")) == [("AL-T011", "feature n0")]
    assert refused(sources, kinds("move", sources=["cases"])) == []


@pytest.mark.parametrize(
    "block",
    [
        {"trait": "pregnancy"},
        {"detail": "race"},
        {"value": {"column": "RACE", "values": {"B": "1"}, "other": "0"}},
        {"code": "race"},
        {"where": {"race": ["B"]}},
        {"needs": ["race"]},
    ],
    ids=["declared", "detail", "translated value", "code", "kept rows", "needed"],
)
def test_a_kind_that_tells_a_protected_trait(block: Line) -> None:
    """By what it is, or by any way of reading the column that a record maps as race."""
    assert refused({"cases": source(event("told", **block))}, kinds("told")) == [
        ("AL-T012", "feature n0")
    ]


@pytest.mark.parametrize(
    ("query", "detail", "told"),
    [
        ("SELECT id, on_day, race AS r2 FROM clients", "r2", True),
        ("SELECT id, on_day, race AS r2, kind FROM clients", "kind", False),
        ("SELECT id, upper(left(race, 1)) AS k FROM clients", "k", True),
        ("SELECT CASE WHEN race = 'B' THEN 1 ELSE 0 END AS k FROM clients", "k", True),
        ("WITH a AS (SELECT id, race AS x FROM clients) SELECT x AS y FROM a", "y", True),
        ("WITH a(i, x) AS (SELECT id, race FROM clients) SELECT x FROM a", "x", True),
        ("SELECT z FROM (SELECT race || '' AS z FROM clients) t", "z", True),
        ("SELECT id, kind FROM visits UNION ALL SELECT id, race FROM clients", "kind", True),
        ("SELECT v.kind FROM visits v JOIN clients c USING (id) WHERE c.race = 'B'", "kind", True),
        ("SELECT v.kind FROM visits v JOIN clients c ON c.race = v.kind", "kind", True),
        ("SELECT v.kind FROM visits v JOIN clients c USING (id)", "kind", False),
        ("SELECT * FROM clients", "race", True),
        ("SELECT race FROM racecourses", "race", False),
        ("SELECT ~~ race AS !! FROM clients ((", "x", True),
    ],
)
def test_the_tag_of_a_column_survives_a_query(query: str, detail: str, told: bool) -> None:
    """``clients.race`` is race, under whatever name a query hands it on."""
    tables = {"clients": SQL, "other": {**SQL, "query": query}}
    made = source(event("move", table="other", detail=detail), tables=tables)
    assert refused({"cases": made}, kinds("move")) == ([("AL-T012", "feature n0")] if told else [])


def test_the_tag_goes_back_to_the_column_that_the_record_renamed() -> None:
    tables = {
        "clients": {**SQL, "query": "SELECT id, dob, on_day, race_code AS race FROM clients"},
        "other": {**SQL, "query": "SELECT id, race_code AS harmless FROM clients"},
    }
    made = source(event("move", table="other", detail="harmless"), tables=tables)
    assert refused({"cases": made}, kinds("move")) == [("AL-T012", "feature n0")]


@pytest.mark.parametrize(
    "block",
    [
        {"trait": "genetic"},
        {"code_system": "http://www.genenames.org"},
        {"code_system": "urn:oid:HGVS"},
        {"code_system": "https://www.pharmvar.org"},
        {"code_system": "http://www.ncbi.nlm.nih.gov/dbSNP"},
    ],
)
def test_nothing_genetic_feeds_a_model(block: Line) -> None:
    made = {"cases": source(event("test", code="code", **block))}
    assert refused(made, kinds("test")) == [("AL-T013", "feature n0")]


def test_what_is_restricted() -> None:
    made = {"cases": source(event("secret", sensitivity="restricted"))}
    assert refused(made, kinds("secret")) == [("AL-T014", "feature n0")]


@pytest.mark.parametrize("kind", ["advice_opened", "decided_after_advice", "advice_given"])
def test_advice_and_what_followed_it(kind: str) -> None:
    assert refused({"cases": source(event(kind))}, kinds(kind)) == [("AL-T015", "feature n0")]


def test_a_backfill_without_a_known_date_unless_its_lag_is_declared() -> None:
    made = source(event("move", known=None))
    assert refused({"cases": made}, kinds("move")) == [("AL-T016", "feature n0")]
    tables = {"clients": {"format": "csv", "path": "clients.csv", "lag_days": 30}}
    assert refused({"cases": source(event("move", known=None), tables=tables)}, kinds("move")) == []


def test_a_birth_date_has_purposes_too() -> None:
    age = {"name": "age", "aggregate": "age", "says": "{n}"}
    with pytest.raises(MayNotFeed) as caught:
        check_features(model([age], purposes=["research"]), {"cases": source()})
    assert "AL-T017" in {one.code for one in caught.value.refused}


def test_a_label_may_tell_a_trait_and_needs_no_known_date_but_has_purposes() -> None:
    made = source(event("birth", trait="pregnancy", known=None), event("b2", purposes=["other"]))
    label = model([{"name": "n", "aggregate": "age"}]).label.model_dump()
    fine = {**label, "which": {"kinds": ["birth"]}}
    bad = {**label, "which": {"kinds": ["b2"]}}
    assert refused({"cases": made}, label=fine) == []
    assert refused({"cases": made}, label=bad) == [("AL-T011", "label")]


@pytest.mark.parametrize("name", ["label", "row", "audit_race"])
def test_a_feature_called_like_a_column_of_every_matrix(name: str) -> None:
    feature = {**kinds("referral"), "name": name}
    assert refused({"cases": source()}, feature) == [("AL-T018", f"feature {name}")]


def test_every_mistake_is_told_at_once() -> None:
    made = {"cases": source(event("secret", sensitivity="restricted", trait="genetic"))}
    found = refused(made, kinds("secret"), kinds("nothing", "advice_opened"))
    with pytest.raises(MayNotFeed, match=r"(?s)feature n: secret of cases is restricted.*AL-T014"):
        check_features(model([{"name": "n", "aggregate": "count", **kinds("secret")}]), made)
    assert sorted(found) == [
        ("AL-T010", "feature n1"),
        ("AL-T013", "feature n0"),
        ("AL-T014", "feature n0"),
        ("AL-T015", "feature n1"),
    ]
