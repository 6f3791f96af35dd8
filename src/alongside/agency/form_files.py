"""``forms/*.json``: the forms of an agency, FHIR Questionnaire R4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from alongside.agency.mistake import Mistake
from alongside.forms import Form, form_from, last_of, lint_form, read_json

NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")


def form_files(path: Path) -> list[Path]:
    """A file itself; else the forms of an agency folder, or of a folder of forms, by name."""
    if path.is_file():
        return [path]
    inside = path / "forms"
    return sorted((inside if inside.is_dir() else path).glob("*.json"))


def read_forms(folder: Path, mistakes: list[Mistake]) -> dict[str, Form]:
    """Every form of an agency that could be read; what is wrong is added to ``mistakes``."""
    files = form_files(folder / "forms")
    found, faults = _read(files)
    mistakes += [*faults, *crossing_of_forms(found, {path.stem for path in files})]
    return found


def lint_path(path: Path) -> tuple[list[Path], list[Mistake]]:
    """The forms at a path and everything that is wrong with them.

    Facts of other forms are looked up only where a whole folder is read.
    """
    files = form_files(path)
    found, faults = _read(files)
    crossing = [] if path.is_file() else crossing_of_forms(found, {one.stem for one in files})
    return files, [*faults, *crossing]


def _read(files: Sequence[Path]) -> tuple[dict[str, Form], list[Mistake]]:
    found: dict[str, Form] = {}
    mistakes: list[Mistake] = []
    for path in files:
        own = file_mistakes(path)
        mistakes += own
        if not own:
            json, _ = read_json(path.read_bytes())
            found[path.stem] = form_from(json, name=path.stem)
    return found, mistakes


def file_mistakes(path: Path) -> list[Mistake]:
    """Everything that is wrong with one file."""
    place = f"forms/{path.name}"
    json, faults = read_json(path.read_bytes())
    found = [
        Mistake(file=place, key=one.link_id, seen=f"{one.seen} ({one.code})", wanted=one.wanted)
        for one in faults or lint_form(json)
    ]
    if not NAME.fullmatch(path.stem):
        wanted = "a file name of small letters, digits and _"
        found.append(Mistake(file=place, key="", seen=path.stem[:60], wanted=wanted))
    return found


def crossing_of_forms(forms: Mapping[str, Form], names: set[str]) -> Iterator[Mistake]:
    """What forms offer from each other's last answers, and is not there."""
    for name, form in forms.items():
        for item, _ in form.walk():
            last = last_of(item.offer_from)
            if last is None or (last[0] in names and last[0] not in forms):
                continue  # what cannot be read has its own mistake already
            other = forms.get(last[0])
            if other is None or last[1] not in other.by_link:
                seen = f"the fact {item.offer_from!r} (AL-F021)"
                wanted = "a form of this folder and a linkId in it"
                yield Mistake(file=f"forms/{name}.json", key=item.link_id, seen=seen, wanted=wanted)
