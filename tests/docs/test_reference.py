"""The reference names everything there is: a new command, code, key, page or variable fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from pydantic import BaseModel

from alongside.agency.agency_file import (
    AgencyFile,
    CaseEntry,
    DocumentsEntry,
    LinkageEntry,
    RoleEntry,
    SealsEntry,
    SensitivityEntry,
    StorageEntry,
)
from alongside.core import ExitCode
from alongside.privacy import DEFAULT_ROLES, Verb
from alongside.sources.errors import ROW_REASONS
from tests.conftest import ROOT
from tests.docs import command_line

REFERENCE = ROOT / "docs" / "reference"
SECTIONS: dict[str, type[BaseModel]] = {
    "The top of `agency.toml`": AgencyFile,
    "`[roles]`": RoleEntry,
    "`[sensitivity.LEVEL]`": SensitivityEntry,
    "`[linkage]`": LinkageEntry,
    "`[seals]`": SealsEntry,
    "`[case]`": CaseEntry,
    "`[storage]`": StorageEntry,
    "`[documents]`": DocumentsEntry,
}


def _text(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def _first_cells(text: str) -> set[str]:
    return set(re.findall(r"^\| `([^`]+)` \|", text, flags=re.MULTILINE))


def _sources(*folders: str, suffixes: tuple[str, ...] = (".py",)) -> Iterator[str]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in suffixes and "node_modules" not in path.parts:
                yield path.read_text(encoding="utf-8")


def test_the_command_line_is_described_as_it_is() -> None:
    assert command_line.PAGE.read_text(encoding="utf-8") == command_line.page(), (
        "out of date: run python -m tests.docs.command_line"
    )


def test_every_code_has_its_line_and_no_line_is_left_over() -> None:
    used = {code for text in _sources("src") for code in re.findall(r'"(AL-[A-Z]\d{3})"', text)}
    assert used >= set(ROW_REASONS)
    assert _first_cells(_text("errors.md")) == used


def test_no_code_says_two_things() -> None:
    listed = re.findall(r"^\| `(AL-[A-Z]\d{3})` \|", _text("errors.md"), flags=re.MULTILINE)
    assert [code for code in set(listed) if listed.count(code) > 1] == []


def test_every_exit_code_is_listed() -> None:
    rows = re.findall(r"^\| (\d) \| (\w+) \|", _text("exit-codes.md"), flags=re.MULTILINE)
    assert {name: int(number) for number, name in rows} == {one.name: one for one in ExitCode}


def test_every_variable_is_listed() -> None:
    pattern = r"\b_?ALONGSIDE_[A-Z_]+\b"
    texts = [*_sources("src", "benchmarks", "tests"), *_sources("script", suffixes=("",))]
    used = {name for text in texts for name in re.findall(pattern, text)}
    listed = _first_cells(_text("environment.md"))
    assert used <= listed
    assert {name for name in listed if "ALONGSIDE_" in name} <= used


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_key_of_the_agency_folder_is_described(heading: str) -> None:
    _, _, section = _text("agency-folder.md").partition(f"## {heading}\n")
    listed = _first_cells(section.partition("\n## ")[0])
    wanted = set(SECTIONS[heading].model_fields)
    assert listed - set(DEFAULT_ROLES) == wanted


def test_the_built_in_roles_are_described_as_they_are() -> None:
    text = _text("agency-folder.md")
    for role in DEFAULT_ROLES.values():
        (line,) = [one for one in text.splitlines() if one.startswith(f"| `{role.name}` |")]
        _, _, purposes, clearance, verbs = (cell.strip() for cell in line.split("|")[:5])
        assert tuple(re.findall(r"`(\w+)`", purposes)) == role.purposes
        assert clearance == f"`{role.clearance.name.lower()}`"
        named = set(re.findall(r"`(\w+)`", verbs))
        if "those of a worker" in verbs:
            named |= DEFAULT_ROLES["worker"].verbs
        assert named == role.verbs
    assert all(f"`{verb.value}`" in text for verb in Verb)


def test_every_page_is_listed() -> None:
    assert _first_cells(_text("pages.md")) == set(_pages(get_resolver().url_patterns, "/"))


def _pages(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for one in patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _pages(one.url_patterns, address)
        else:
            yield address


def test_verbs_named_on_pages_exist() -> None:
    verbs = {verb.value for verb in Verb}
    named = re.findall(r"`([a-z]+_[a-z_]+)`", _text("pages.md"))
    assert named
    assert set(named) <= verbs


def _is_page(path: Path) -> bool:
    return ".venv" not in path.parts and "node_modules" not in path.parts


def _documents() -> list[Path]:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
    return sorted(path for path in pages if _is_page(path))


@pytest.mark.parametrize("path", _documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        aim = (path.parent / name).resolve() if name else path
        assert aim.exists(), f"{path.name} points to {target}"
        if anchor:
            assert anchor in _anchors(aim), f"{path.name}: no heading #{anchor} in {aim.name}"


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


def test_every_page_of_the_documents_is_on_the_map() -> None:
    docs = ROOT / "docs"
    linked = re.findall(r"\]\(([^)#\s]+)", (docs / "README.md").read_text(encoding="utf-8"))
    on_map = {(docs / target).resolve() for target in linked}
    missing = [path for path in docs.rglob("*.md") if path.resolve() not in on_map]
    assert [str(one.relative_to(docs)) for one in missing if one.name != "README.md"] == []
