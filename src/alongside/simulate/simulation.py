"""Write a whole synthetic agency: six extracts, the files it works with, and the truth apart."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Protocol

from alongside.agency import read_agency, write_agency
from alongside.simulate.comparison import compare_rates
from alongside.simulate.extracts import SYSTEMS, Written
from alongside.simulate.report import SimulationReport
from alongside.simulate.truth import write_truth
from alongside.simulate.world import World, draw_world

EXTRACTS, TRUTH = "extracts", "truth"
# folder of this package = folder of the agency
KEPT = {
    "mappings": "sources",
    "decisions": "decisions",
    "models": "models",
    "guidelines": "guidelines",
}


class Progress(Protocol):
    """Told how far the simulation is: the stage, and the share of all work that is done."""

    def __call__(self, stage: str, share: float, /) -> None: ...


def silent(stage: str, share: float, /) -> None:
    """Tell nobody."""


def simulate_agency(
    folder: Path, *, people: int, seed: int, progress: Progress = silent
) -> SimulationReport:
    """Fill an agency folder with a simulated county; make the folder if there is none.

    The same ``people`` and ``seed`` give the same bytes. Files of an earlier simulation are
    replaced; sources of the agency's own are left alone.

    Raises
    ------
    AlongsideError
        ``AL-M001`` when ``people`` are too few, ``AL-A001`` when the folder holds mistakes.
    """
    progress("drawing people and what happens to them", 0.0)
    world = draw_world(people, seed=seed)
    if not (folder / "agency.toml").exists():
        write_agency(folder, demo=True)
    kept = _write_kept_files(folder)
    _keep_out_of_git(folder)
    read_agency(folder)
    written = _write_extracts(world, folder / EXTRACTS, progress)
    progress("writing the truth", 0.85)
    truth = write_truth(world, written, folder / TRUTH)
    progress("comparing with published rates", 0.97)
    report = SimulationReport(
        folder=folder,
        people=len(world.population),
        children=len(world.population.children),
        families=len(world.population.group),
        seed=seed,
        records=sum(len(one.keys) for one in written),
        events=sum(one.events for one in written),
        harms=len(world.harms.child),
        files=(*kept, *(path for one in written for path in one.files), *truth),
        rates=compare_rates(
            world.solved, world.population, world.referrals, world.rng("childhoods")
        ),
    )
    progress("done", 1.0)
    return report


def _write_extracts(world: World, folder: Path, progress: Progress) -> list[Written]:
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for place, (name, write) in enumerate(SYSTEMS.items()):
        progress(f"writing {name}", 0.1 + 0.75 * place / len(SYSTEMS))
        written.append(write(world, folder))
    return written


def _write_kept_files(folder: Path) -> list[Path]:
    """Copy the mappings, decisions, models and guidelines that a simulated agency works with."""
    paths = []
    for ours, theirs in KEPT.items():
        (folder / theirs).mkdir(parents=True, exist_ok=True)
        kept = sorted(
            files("alongside.simulate").joinpath(ours).iterdir(), key=lambda one: one.name
        )
        for one in kept:
            path = folder / theirs / one.name
            path.write_text(one.read_text(encoding="utf-8"), encoding="utf-8")
            paths.append(path)
    return paths


def _keep_out_of_git(folder: Path) -> None:
    """Extracts and truth are data, and data are never in git."""
    path = folder / ".gitignore"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    missing = [f"{name}/" for name in (EXTRACTS, TRUTH) if f"{name}/" not in lines]
    path.write_text("".join(f"{line}\n" for line in [*lines, *missing]), encoding="utf-8")
