"""What the doctor looks at: each check says how things stand and what to do."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from alongside.core import AlongsideError
from alongside.warehouse.asking import first_row

State = Literal["good", "look", "bad"]
LEAST_FREE_GB = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One finding: ``good``, ``look`` (works, but look at it) or ``bad``."""

    name: str
    state: State
    says: str
    do: str = ""

    def as_json(self) -> dict[str, str]:
        """Stable keys: name, state, says, do."""
        return asdict(self)


def examine(folder: Path) -> list[Check]:
    """Run every check that can run; the stores are looked at only when the folder is sound."""
    checks = [*_machine(folder), _folder(folder)]
    if checks[-1].state != "bad":
        for look in (_database, _warehouse, _freshness, _front_end):
            checks.append(_guarded(look, folder))
    return checks


def _guarded(look: Callable[[Path], Check], folder: Path) -> Check:
    try:
        return look(folder)
    except AlongsideError as error:
        return Check(name=look.__name__.strip("_"), state="bad", says=error.seen, do=error.do)


def _machine(folder: Path) -> Iterator[Check]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    sound = sys.version_info >= (3, 11)
    yield Check(
        name="python",
        state="good" if sound else "bad",
        says=f"Python {version}",
        do="" if sound else "Install Python 3.11 or newer.",
    )
    yield _pins()
    free = shutil.disk_usage(_existing(folder)).free / 1e9
    yield Check(
        name="disk",
        state="good" if free >= LEAST_FREE_GB else "bad",
        says=f"{free:.0f} GB free on the disk",
        do="" if free >= LEAST_FREE_GB else "A refresh writes a new generation beside the old one.",
    )


def _pins() -> Check:
    found = {name: importlib.metadata.version(name) for name in ("duckdb", "splink", "sqlglot")}
    fits = found["duckdb"].startswith("2.") and found["splink"].startswith("5.")
    return Check(
        name="libraries",
        state="good" if fits else "bad",
        says=", ".join(f"{name} {version}" for name, version in found.items()),
        do="" if fits else "Install the versions of the lock file: script/demo does.",
    )


def _folder(folder: Path) -> Check:
    from alongside.agency import read_agency

    if not (folder / "agency.toml").exists():
        return Check(
            name="folder",
            state="bad",
            says=f"{folder} holds no agency.toml",
            do="Make one with `alongside init DIR`.",
        )
    try:
        agency = read_agency(folder)
    except AlongsideError as error:
        return Check(name="folder", state="bad", says=error.seen, do=error.do)
    count = len(agency.sources)
    return Check(
        name="folder",
        state="good" if count else "look",
        says=f"{agency.file.name}: {count} source{'' if count == 1 else 's'}",
        do="" if count else "Draft a mapping with `alongside sources suggest FILE`.",
    )


def _database(folder: Path) -> Check:
    from alongside.cli.start import migrate, start_web

    start_web(folder)
    migrate()
    from alongside.web.accounts.models import User

    people = User.objects.filter(is_active=True).count()
    return Check(
        name="database",
        state="good" if people else "look",
        says=f"Operational database answers; {people} may sign in",
        do="" if people else "Add somebody with `alongside user add`.",
    )


def _warehouse(folder: Path) -> Check:
    from alongside.web.publishing.warehouse import current_warehouse

    warehouse = current_warehouse()
    row = first_row(warehouse.con, "SELECT count(*) FROM person")
    people = row[0] if row else 0
    return Check(name="warehouse", state="good", says=f"{people:,} people in the joined records")


def _freshness(folder: Path) -> Check:
    from django.utils import timezone

    from alongside.web.publishing.warehouse import current_warehouse

    age = timezone.now() - current_warehouse().received_until
    return Check(
        name="freshness",
        state="good" if age < timedelta(days=2) else "look",
        says=f"Last refresh {age.days} day{'' if age.days == 1 else 's'} ago",
        do="" if age < timedelta(days=2) else "Run `alongside refresh`, best each night.",
    )


def _front_end(folder: Path) -> Check:
    from alongside import web

    built = Path(web.__file__).parent / "static" / "built"
    there = built.is_dir() and any(built.iterdir())
    return Check(
        name="front_end",
        state="good" if there else "look",
        says="Styles and fonts are built" if there else "Styles and fonts are not built",
        do="" if there else "Run script/build-frontend: pages work, but look bare.",
    )


def _existing(folder: Path) -> Path:
    return next(
        path for path in (folder.resolve(), *folder.resolve().parents) if os.path.exists(path)
    )
