"""Read an agency folder whole, and report every mistake in it at once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from alongside.agency.agency_file import AgencyFile
from alongside.agency.source_file import SourceFile
from alongside.core import AlongsideError

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake: where it stands, what was seen and what was wanted."""

    file: str
    key: str
    seen: str
    wanted: str

    def __str__(self) -> str:
        key = f", {self.key}" if self.key else ""
        return f"{self.file}{key}: saw {self.seen}; wanted {self.wanted}"


class AgencyMistakes(AlongsideError):
    """Every mistake of an agency folder; ``mistakes`` lists them."""

    def __init__(self, folder: Path, mistakes: list[Mistake]) -> None:
        self.mistakes = mistakes
        lines = "".join(f"\n  {mistake}" for mistake in mistakes)
        count = f"{len(mistakes)} mistake{'s' if len(mistakes) > 1 else ''}"
        super().__init__(
            "AL-A001",
            seen=f"{count} in the agency folder {folder}:{lines}\n",
            do="Mend the files and try again; `alongside init` writes a folder that works",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency folder that was read and found sound."""

    folder: Path
    file: AgencyFile
    sources: dict[str, SourceFile]

    @property
    def data(self) -> Path:
        """Kept extracts, warehouse, database: never in git."""
        return (self.folder / self.file.storage.data).resolve()

    def says(self, source: str, kind: str) -> str:
        """What the timeline calls a kind of event of a source."""
        for block in self.sources[source].event if source in self.sources else ():
            if block.kind == kind:
                return block.says
        return kind.replace("_", " ").capitalize()


def read_agency(folder: Path) -> Agency:
    """Read and check ``agency.toml`` and ``sources/*.toml``.

    Raises
    ------
    AgencyMistakes
        With every mistake of every file.
    """
    mistakes: list[Mistake] = []
    file = _read(folder, folder / "agency.toml", AgencyFile, mistakes)
    sources: dict[str, SourceFile] = {}
    for path in sorted((folder / "sources").glob("*.toml")):
        source = _read(folder, path, SourceFile, mistakes)
        if source is not None:
            sources[path.stem] = source
            mistakes += _name_mistakes(folder, path)
            mistakes += _purpose_mistakes(folder, path, source, file)
    if mistakes or file is None:
        raise AgencyMistakes(folder, mistakes)
    return Agency(folder=folder.resolve(), file=file, sources=sources)


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


def _purpose_mistakes(
    folder: Path, path: Path, source: SourceFile, file: AgencyFile | None
) -> list[Mistake]:
    if file is None:
        return []
    return [
        Mistake(
            file=str(path.relative_to(folder)),
            key="purposes",
            seen=repr(purpose),
            wanted=f"a purpose of agency.toml: {', '.join(file.purposes)}",
        )
        for purpose in sorted(source.purposes_named() - set(file.purposes))
    ]
