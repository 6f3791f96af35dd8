"""Answers of made-up forms, by the places of the forms that come with the product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.simulate.year import Act
from alongside.web.made_up.stage import Stage

Answers = dict[str, list[Any]]
THREATS = ("hurt", "alone", "needs", "violence", "state", "hidden", "fear")
CAPACITIES = ("adult", "able", "keeps", "reach")
# conclusion -> the threat that was found
FOUND = {"safe": (), "conditionally_safe": ("violence", "fear"), "unsafe": ("alone", "state")}
AREAS = ("home", "care", "safe", "health", "adults", "around")


def safety_answers(stage: Stage, act: Act) -> Answers:
    """A safety assessment that comes to the act's conclusion."""
    conclusion = str(act.words["conclusion"])
    found = FOUND[conclusion]
    answers: Answers = {
        "seen-on": [stage.today.isoformat()],
        "seen-who": [f"{stage.family.names['child']} and {stage.family.names['parent']}"],
        "seen-alone": [True],
        "conclusion": [conclusion.replace("_", "-")],
        "reason": ["What was seen and said at the visit of today, see the note."],
    }
    for name in THREATS:
        answers |= _yes_or_no(f"t-{name}", name in found, "As the note of the visit tells it.")
    for name in CAPACITIES:
        there = conclusion != "unsafe" or name == "reach"
        answers |= _yes_or_no(f"p-{name}", there, "Shown at the visit: see the note.")
    return answers


def _yes_or_no(key: str, there: bool, what: str) -> Answers:
    return {key: ["yes"], f"{key}-what": [what]} if there else {key: ["no"]}


def assessment_answers(stage: Stage, act: Act) -> Answers:
    """Strengths and worries; scales between the act's two numbers."""
    names: Mapping[str, str] = stage.family.names
    scale = round((10 - int(act.words["worry"]) + int(act.words["strength"])) / 2)
    answers: Answers = {f"{area}-scale": [scale] for area in AREAS}
    return answers | {
        "talks#0/talk-who": [names["parent"]],
        "talks#0/talk-on": [stage.today.isoformat()],
        "talks#0/talk-how": ["home"],
        "care-strength": [f"{names['child']} goes to {names['parent']} when something hurts."],
        "family-words": [f"{names['parent']}: “You listened first.”"],
        "differ": [False],
        "found": [stage.text(act, "summary")],
        "next": ["plan"],
    }


def child_answers(stage: Stage, act: Act) -> Answers:
    """A child's own view, in the act's words."""
    return {
        "place": ["At school, in the quiet room, the two of us"],
        "good": [stage.text(act, "liked")],
        "worry": [stage.text(act, "worried")],
        "safe": [7],
        "change": [stage.text(act, "wish")],
        "secret": [False],
        "read-back": [True],
    }
