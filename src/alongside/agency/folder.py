"""Read an agency folder whole, and report every mistake in it at once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from alongside.agency.agency_file import AgencyFile
from alongside.agency.crossing import crossing_mistakes
from alongside.agency.decision_file import DecisionFile, HelpFile
from alongside.agency.form_files import read_forms
from alongside.agency.jurisdiction_file import JurisdictionFile, clock_mistakes
from alongside.agency.mistake import Mistake
from alongside.agency.model_file import ModelFile
from alongside.agency.source_file import SourceFile
from alongside.core import AlongsideError
from alongside.forms import Form
from alongside.governance.clocks import ClockRule, WorkCalendar

Model = TypeVar("Model", bound=BaseModel)
SHIPPED = Path(__file__).parent / "jurisdictions"


class AgencyMistakes(AlongsideError):
    """Every mistake of an agency folder; ``mistakes`` lists them."""

    def __init__(self, folder: Path, mistakes: list[Mistake]) -> None:
        self.mistakes = mistakes
        lines = "".join(f"\n  {mistake}" for mistake in mistakes)
        count = f"{len(mistakes)} mistake{'s' if len(mistakes) > 1 else ''}"
        super().__init__(
            "AL-A001",
            seen=f"{count} in {folder}:{lines}\n",
            do="Mend the files and try again; `alongside init` writes a folder that works",
        )


@dataclass(frozen=True, kw_only=True)
class Agency:
    """An agency folder that was read and found sound."""

    folder: Path
    file: AgencyFile
    sources: dict[str, SourceFile]
    jurisdiction: JurisdictionFile
    decisions: dict[str, DecisionFile] = field(default_factory=dict)
    models: dict[str, ModelFile] = field(default_factory=dict)
    help: HelpFile | None = None  # guidelines/help.toml
    forms: dict[str, Form] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """Kept extracts, warehouse, database: never in git."""
        return (self.folder / self.file.storage.data).resolve()

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The working days of the jurisdiction, in the agency's time zone."""
        return self.jurisdiction.calendar(self.file.zone)

    @cached_property
    def rules(self) -> dict[str, ClockRule]:
        """The clock rules that hold here, by name."""
        return {rule.name: rule for rule in self.jurisdiction.rules}

    def says(self, source: str, kind: str) -> str:
        """What the timeline calls a kind of event of a source."""
        for block in self.sources[source].event if source in self.sources else ():
            if block.kind == kind:
                return block.says
        return kind.replace("_", " ").capitalize()


def read_agency(folder: Path) -> Agency:
    """Read and check ``agency.toml`` and every file that it and its folders name.

    Raises
    ------
    AgencyMistakes
        With every mistake of every file.
    """
    mistakes: list[Mistake] = []
    file = _read(folder, folder / "agency.toml", AgencyFile, mistakes)
    sources = _read_all(folder, "sources", SourceFile, mistakes)
    decisions = _read_all(folder, "decisions", DecisionFile, mistakes)
    models = _read_all(folder, "models", ModelFile, mistakes)
    forms = read_forms(folder, mistakes)
    help_path = folder / "guidelines" / "help.toml"
    help_ = _read(folder, help_path, HelpFile, mistakes) if help_path.exists() else None
    jurisdiction = _jurisdiction(folder, file, mistakes) if file is not None else None
    if file is not None:
        for name, source in sources.items():
            mistakes += _purpose_mistakes(name, source, file)
        # what cannot be read has its own mistake already: it is there, so nothing lacks it
        mistakes += crossing_mistakes(
            file,
            decisions=decisions,
            models=models,
            decision_names={path.stem for path in (folder / "decisions").glob("*.toml")},
            circumstances=None if help_path.exists() and help_ is None else _circumstances(help_),
        )
    if jurisdiction is not None:
        mistakes += clock_mistakes(jurisdiction, decisions)
    if mistakes or file is None or jurisdiction is None:
        raise AgencyMistakes(folder, mistakes)
    return Agency(
        folder=folder.resolve(),
        file=file,
        sources=sources,
        jurisdiction=jurisdiction,
        decisions=decisions,
        models=models,
        help=help_,
        forms=forms,
    )


def read_model_file(path: Path) -> ModelFile:
    """Read and check one model file by itself.

    Raises
    ------
    AgencyMistakes
        With every mistake in it.
    """
    mistakes: list[Mistake] = []
    file = _read(path.parent, path, ModelFile, mistakes)
    if file is None:
        raise AgencyMistakes(path, mistakes)
    return file


def shipped_jurisdictions() -> list[str]:
    """The jurisdictions that come with the program."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def shipped_jurisdiction(name: str) -> JurisdictionFile:
    """One of them, read."""
    text = (SHIPPED / f"{name}.toml").read_text(encoding="utf-8")
    return JurisdictionFile.model_validate(tomllib.loads(text))


def _jurisdiction(
    folder: Path, file: AgencyFile, mistakes: list[Mistake]
) -> JurisdictionFile | None:
    """The agency's own file of its jurisdiction, or the shipped one."""
    name, shipped = file.jurisdiction, shipped_jurisdictions()
    path = folder / "jurisdictions" / f"{name}.toml"
    if not path.exists():
        if name in shipped:
            return shipped_jurisdiction(name)
        wanted = f"{', '.join(shipped)}, or a file jurisdictions/{name}.toml"
        mistakes.append(
            Mistake(file="agency.toml", key="jurisdiction", seen=repr(name), wanted=wanted)
        )
        return None
    own = _read(folder, path, JurisdictionFile, mistakes)
    if own is None or own.like is None:
        return own
    if own.like not in shipped:
        place, wanted = str(path.relative_to(folder)), ", ".join(shipped)
        mistakes.append(Mistake(file=place, key="like", seen=repr(own.like), wanted=wanted))
        return None
    return own.over(shipped_jurisdiction(own.like))


def _circumstances(help_: HelpFile | None) -> set[str]:
    return set(help_.circumstance) if help_ else set()


def _read_all(
    folder: Path, part: str, model: type[Model], mistakes: list[Mistake]
) -> dict[str, Model]:
    """Every file of a part that could be read, by name."""
    found: dict[str, Model] = {}
    for path in sorted((folder / part).glob("*.toml")):
        value = _read(folder, path, model, mistakes)
        if value is not None:
            found[path.stem] = value
            mistakes += _name_mistakes(folder, path)
    return found


def _read(folder: Path, path: Path, model: type[Model], mistakes: list[Mistake]) -> Model | None:
    name = str(path.relative_to(folder))
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        mistakes.append(Mistake(file=name, key="", seen="no such file", wanted="the file"))
        return None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        mistakes.append(Mistake(file=name, key="", seen=str(error), wanted="TOML in UTF-8"))
        return None
    try:
        return model.model_validate(values)
    except ValidationError as error:
        mistakes += [_mistake(name, values, detail) for detail in error.errors()]
        return None


def _mistake(name: str, values: dict[str, Any], detail: Any) -> Mistake:
    location = tuple(part for part in detail["loc"] if part != "__root__")
    key = ".".join(str(part) for part in location)
    if detail["type"] == "extra_forbidden":
        return Mistake(file=name, key=key, seen="an unknown key", wanted="a key of the reference")
    if detail["type"] == "missing":
        return Mistake(file=name, key=key, seen="nothing", wanted="a value")
    shown = repr(detail["input"])
    wanted = detail["msg"].removeprefix("Value error, ")
    return Mistake(
        file=name, key=key, seen=shown if len(shown) <= 60 else "the section", wanted=wanted
    )


def _name_mistakes(folder: Path, path: Path) -> list[Mistake]:
    name = path.stem
    if name.replace("_", "").isalnum() and name == name.lower() and name != "alongside":
        return []
    wanted = "a file name of small letters, digits and _ (and not alongside.toml)"
    return [Mistake(file=str(path.relative_to(folder)), key="", seen=name, wanted=wanted)]


def _purpose_mistakes(name: str, source: SourceFile, file: AgencyFile) -> list[Mistake]:
    return [
        Mistake(
            file=f"sources/{name}.toml",
            key="purposes",
            seen=repr(purpose),
            wanted=f"a purpose of agency.toml: {', '.join(file.purposes)}",
        )
        for purpose in sorted(source.purposes_named() - set(file.purposes))
    ]
