"""Read the text of a model file that was kept with a version."""

from __future__ import annotations

import tomllib

from pydantic import ValidationError

from alongside.agency import ModelFile


def file_of(text: str) -> ModelFile | None:
    """The model file, or ``None`` when it was written for another version of Alongside."""
    try:
        return ModelFile.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError):
        return None


def aloud(text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The file as sentences: those before its features, one for each feature, those after."""
    from alongside.timeline.matrix import explain_model

    file = file_of(text)
    if file is None:
        return (), (), ()
    lines = explain_model(file)
    marked = [place for place, line in enumerate(lines) if line.startswith("- ")]
    if not marked:
        return tuple(lines), (), ()
    first, last = marked[0], marked[-1] + 1
    facts = tuple(line.removeprefix("- ") for line in lines[first:last])
    return tuple(lines[:first]), facts, tuple(lines[last:])
