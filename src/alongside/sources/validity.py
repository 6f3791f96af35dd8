"""Hold a stated sample of FHIR resources against the whole standard.

Reading checks what a mapping names, for every resource. The standard as a whole costs about a
millisecond a resource, so it is asked of a sample, evenly spread over the file.
"""

from __future__ import annotations

import importlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside.sources.readers.fhir import resources_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCheck:
    """What the sample showed. ``faults`` are lines and paths in them, never values."""

    resources: int
    checked: int
    faults: tuple[tuple[int, str], ...]

    @property
    def says(self) -> str:
        """One sentence that states the sample."""
        return (
            f"{self.checked:,} of {self.resources:,} resources were held against FHIR R4, "
            f"{len({line for line, _ in self.faults}):,} do not conform"
        )


def check_sample(path: Path, *, at_most: int = 200) -> SampleCheck:
    """Hold up to ``at_most`` evenly spread resources against ``fhir.resources`` (R4B)."""
    found = [(line, value) for line, value in resources_of(path) if isinstance(value, dict)]
    step = max(1, -(-len(found) // at_most))
    sample = found[::step]
    faults = [(line, path) for line, value in sample for path in _faults(value)]
    return SampleCheck(resources=len(found), checked=len(sample), faults=tuple(faults))


def _faults(resource: dict[str, Any]) -> list[str]:
    """Paths of the elements that do not conform."""
    from pydantic import ValidationError

    kind = str(resource.get("resourceType", ""))
    model = _model(kind)
    if model is None:
        return ["resourceType"]
    try:
        model.model_validate_json(json.dumps(resource))
    except ValidationError as error:
        return sorted({".".join(map(str, detail["loc"])) or kind for detail in error.errors()})
    return []


def _model(kind: str) -> Any:
    if not kind.isalpha():
        return None
    try:
        module = importlib.import_module(f"fhir.resources.R4B.{kind.lower()}")
    except ModuleNotFoundError:
        return None
    return getattr(module, kind, None)
