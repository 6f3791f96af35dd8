"""Run figures by the first part of their names, print them, and write them as JSON."""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]

# figure (or the first part of several) -> module:function that returns its rows
FIGURES: dict[str, str] = {
    "start.help_s": "benchmarks.start:help_seconds",
    "linkage.fake_1000": "benchmarks.linkage:fake_1000",
    "linkage.historical_50k": "benchmarks.linkage:historical_50k",
    "linkage.febrl3": "benchmarks.linkage:febrl3",
    "linkage.febrl4": "benchmarks.linkage:febrl4",
    "linkage.simulated": "benchmarks.linkage:simulated",
    "linkage.million": "benchmarks.linkage:million",
    "linkage.one": "benchmarks.linkage:one",
    "refresh": "benchmarks.refresh:refresh",
    "ingest": "benchmarks.ingest:ingest",
    "person": "benchmarks.person:person",
    "search": "benchmarks.person:search",
    "kill": "benchmarks.kill:kill",
    "matrix.spark": "benchmarks.matrix:spark",
    "matrix.vs": "benchmarks.matrix:matrix",
    "matrix.rss_gb": "benchmarks.matrix:matrix",
    "matrix.seconds": "benchmarks.matrix:matrix",
    "pause": "benchmarks.pause:pause",
    "genogram": "benchmarks.genogram:genogram",
    "help": "benchmarks.advice:trial",
    "simulated": "benchmarks.advice:simulated",
    "reader": "benchmarks.reader_study:rows",
    "train": "benchmarks.train:train",
    "advise": "benchmarks.train:advise",
    "casework.search_p95_ms": "benchmarks.casework:casework",
    "casework.today_p95_ms": "benchmarks.casework:casework",
    "casework.case_p95_ms": "benchmarks.casework:casework",
    "casework.call_to_referral_steps": "benchmarks.casework_steps:counted",
    "casework.retyped_fields": "benchmarks.casework_steps:counted",
    "casework.kill": "benchmarks.casework_kill:kill",
    "casework.today_vs_bare": "benchmarks.casework:versus_bare",
}


def wanted(names: Iterable[str]) -> list[str]:
    """The functions to run for these names; all of them without a name."""
    names = list(names)
    chosen = [
        target
        for figure, target in FIGURES.items()
        if not names or any(figure.startswith(name) or name.startswith(figure) for name in names)
    ]
    return list(dict.fromkeys(chosen))


def load(target: str) -> Callable[[], list[Row]]:
    """Import ``module:function``."""
    module, _, function = target.partition(":")
    found: Callable[[], list[Row]] = getattr(importlib.import_module(module), function)
    return found


def show(row: Row) -> str:
    """One line of text for one figure."""
    beside = f"   {row['peer']}: {row['peer_value']}" if row.get("peer") else ""
    return f"{row['figure']:38} {row['value']!s:>12} {row['unit']:10}{beside}"


def main() -> None:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"first part of: {', '.join(FIGURES)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows here")
    arguments = parser.parse_args()
    targets = wanted(arguments.names)
    if not targets:
        parser.error(f"no figure starts like that; there are: {', '.join(FIGURES)}")
    rows: list[Row] = []
    for target in targets:
        for row in load(target)():
            rows.append(row)
            print(show(row), flush=True)
        if arguments.json:
            arguments.json.write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    main()
