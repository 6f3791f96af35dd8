"""Teach the demo's model anew on a made-up county: ``python -m benchmarks.teach [PEOPLE]``."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from alongside import simulate
from alongside.actions.make_matrix import model_named
from alongside.actions.train_model import train_model
from alongside.agency import read_agency
from alongside.simulate.taught import NAME
from benchmarks.advice_truth import newest
from benchmarks.agency import CACHE, SEED, alongside

PEOPLE = 500_000
SECRET = b"nobody here is real"


def teach(people: int) -> None:
    """Train on a refreshed agency of that size and write model and card into the package."""
    folder = _county(people)
    agency = read_agency(folder)
    with newest(folder) as (con, generation):
        made = train_model(
            con,
            agency,
            model_named(agency, NAME),
            generation=generation,
            secret=SECRET,
            seed=1,
            progress=lambda stage, share: print(stage, file=sys.stderr),
        )
    kept = Path(simulate.__file__).parent / "taught"
    kept.mkdir(exist_ok=True)
    (kept / f"{NAME}.released.json").write_bytes(made.released)
    card = json.dumps(made.card, ensure_ascii=False, indent=1)
    (kept / f"{NAME}.card.json").write_text(f"{card}\n", encoding="utf-8")


def _county(people: int) -> Path:
    """A refreshed made-up agency; it needs no model to be made."""
    folder = CACHE / f"county-{people}"
    shutil.rmtree(folder, ignore_errors=True)
    alongside("simulate", str(folder), "--people", str(people), "--seed", str(SEED))
    alongside("refresh", str(folder), "--json")
    return folder


if __name__ == "__main__":
    teach(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
