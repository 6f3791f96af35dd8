"""Mistakes that only show when two files are held side by side."""

from __future__ import annotations

from collections.abc import Mapping

from alongside.agency.agency_file import AgencyFile
from alongside.agency.decision_file import DecisionFile, HelpFile
from alongside.agency.mistake import Mistake
from alongside.agency.model_file import ModelFile


def crossing_mistakes(
    file: AgencyFile,
    *,
    decisions: Mapping[str, DecisionFile],
    models: Mapping[str, ModelFile],
    help_: HelpFile | None,
) -> list[Mistake]:
    """Purposes, decision points and circumstances that are named and not there.

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
        found += _of_model(f"models/{name}.toml", model, file, decisions, help_)
    return found


def _of_model(
    path: str,
    model: ModelFile,
    file: AgencyFile,
    decisions: Mapping[str, DecisionFile],
    help_: HelpFile | None,
) -> list[Mistake]:
    found = [
        Mistake(file=path, key="purposes", seen=repr(purpose), wanted="a purpose of agency.toml")
        for purpose in model.purposes
        if purpose not in file.purposes
    ]
    if model.decision not in decisions:
        wanted = f"a decision point of decisions/: {', '.join(decisions) or 'there is none'}"
        found.append(Mistake(file=path, key="decision", seen=repr(model.decision), wanted=wanted))
    known = set(help_.circumstance) if help_ else set()
    named = {feature.circumstance for feature in model.feature if feature.circumstance}
    found += [
        Mistake(
            file=path,
            key="feature.circumstance",
            seen=repr(name),
            wanted="a circumstance of guidelines/help.toml",
        )
        for name in sorted(named - known)
    ]
    return found
