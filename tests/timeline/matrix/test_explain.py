"""A model file, read aloud."""

from __future__ import annotations

from alongside.agency.model_file import Aggregate, Scope
from alongside.timeline.matrix import explain_model
from tests.timeline.matrix.world import model


def test_it_says_what_it_is_for_whom_it_looks_at_and_what_it_learns_from() -> None:
    file = model(
        [
            {
                "name": "moves",
                "aggregate": "count",
                "of": "household",
                "which": {"kinds": ["move_in", "move_out"], "details": ["far"], "at_least": 2},
                "window_days": 365,
                "circumstance": "housing",
            },
            {"name": "age", "aggregate": "age"},
        ],
        shape=[
            {
                "feature": "moves",
                "monotone": "up",
                "by": "Ines Okafor, intake lead",
                "reason": "Moving more often has never made a child safer here",
            }
        ],
        use={"needs_sources": ["school"], "fewest_events": 3},
    )
    said = explain_model(file)
    assert (
        "- moves: how many move in or move out events that say “far” of 2 or more of everybody in"
        " the person's household there were in the year before; it speaks of housing, which can"
        " change." in said
    )
    assert "- age: the age of the person in years." in said
    assert (
        "Ines Okafor, intake lead, decided: the estimate never falls as “moves” grows. The reason:"
        " Moving more often has never made a child safer here." in said
    )
    assert any("at least one harm event happened within a year after" in line for line in said)
    assert "It says nothing when there is no record of school." in said
    assert "It says nothing when fewer than 3 events are known." in said
    assert all(line.endswith((".", ":", "?", "!")) for line in said)


def test_every_aggregate_and_scope_has_its_sentence() -> None:
    features = [
        {"name": f"f_{one}", "aggregate": one, "which": {"kinds": ["visit"]}, "of": scope}
        for one in Aggregate
        if one is not Aggregate.AGE
        for scope in Scope
        if scope is Scope.PERSON or one is Aggregate.COUNT
    ]
    names = [f"{at}_{one['name']}" for at, one in enumerate(features)]
    features = [{**one, "name": f"f{name}"} for one, name in zip(features, names, strict=True)]
    said = explain_model(model(features))
    assert sum(line.startswith("- ") for line in said) == len(features)
