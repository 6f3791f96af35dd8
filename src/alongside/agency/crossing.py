"""Mistakes that only show when two files are held side by side."""

from __future__ import annotations

from collections.abc import Mapping, Set

from alongside.agency.agency_file import AgencyFile
from alongside.agency.decision_file import DecisionFile
from alongside.agency.mistake import Mistake
from alongside.agency.model_file import ModelFile


def crossing_mistakes(
    file: AgencyFile,
    *,
    decisions: Mapping[str, DecisionFile],
    models: Mapping[str, ModelFile],
    decision_names: Set[str],
    circumstances: Set[str] | None,
) -> list[Mistake]:
    """Purposes, decision points and circumstances that are named and not there.

    ``circumstances`` are those of the guideline file; ``None``: it cannot be read.

    What a model may read is checked when it is trained, with the reason: a source may change later
    than the model file.
    """
    found = [
        Mistake(
            file=f"decisions/{name}.toml",
            key="purpose",
            seen=repr(decision.purpose),
            wanted=f"a purpose of agency.toml: {', '.join(file.purposes)}",
        )
        for name, decision in decisions.items()
        if decision.purpose not in file.purposes
    ]
    for name, model in models.items():
        found += _of_model(f"models/{name}.toml", model, file, decision_names)
        found += _unknown_circumstances(f"models/{name}.toml", model, circumstances)
    return found


def _of_model(
    path: str, model: ModelFile, file: AgencyFile, decision_names: Set[str]
) -> list[Mistake]:
    found = [
        Mistake(file=path, key="purposes", seen=repr(purpose), wanted="a purpose of agency.toml")
        for purpose in model.purposes
        if purpose not in file.purposes
    ]
    if model.decision not in decision_names:
        there = ", ".join(sorted(decision_names)) or "there is none"
        wanted = f"a decision point of decisions/: {there}"
        found.append(Mistake(file=path, key="decision", seen=repr(model.decision), wanted=wanted))
    return found


def _unknown_circumstances(
    path: str, model: ModelFile, circumstances: Set[str] | None
) -> list[Mistake]:
    if circumstances is None:
        return []
    named = {feature.circumstance for feature in model.feature if feature.circumstance}
    return [
        Mistake(
            file=path,
            key="feature.circumstance",
            seen=repr(name),
            wanted="a circumstance of guidelines/help.toml",
        )
        for name in sorted(named - circumstances)
    ]
