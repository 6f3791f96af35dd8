"""How well and how fast records are joined.

Every quality figure is pairwise F1 over final clusters of all records, at the agency's default
threshold and with the one configuration of the product. Nothing is chosen by looking at truth.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alongside.agency.agency_file import LinkageEntry
from alongside.linkage import link_records
from alongside.linkage.evaluate import evaluate
from benchmarks.agency import alongside
from benchmarks.linkage_million import answer_times, run_apart
from benchmarks.linkage_peer import plain_splink
from benchmarks.linkage_sets import BY_NAME, load

SEED = 1
PEER_THRESHOLDS = (0.5, 0.9, 0.95)  # the peer may pick the best of them by the truth; we may not
SIMULATED_PEOPLE = int(os.environ.get("BENCH_LINKAGE_PEOPLE", "50000"))


def fake_1000() -> list[dict[str, Any]]:
    """Splink's own small example."""
    return _quality("fake_1000")


def historical_50k() -> list[dict[str, Any]]:
    """Splink's 50,000 historical figures with errors."""
    return _quality("historical_50k")


def febrl3() -> list[dict[str, Any]]:
    """Febrl's third set: 5,000 records of 2,000 people."""
    return _quality("febrl3")


def febrl4() -> list[dict[str, Any]]:
    """Febrl's fourth set: 10,000 records of 5,000 people."""
    return _quality("febrl4")


def simulated() -> list[dict[str, Any]]:
    """Made-up people in six systems, through the whole product: simulate, refresh, evaluate."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "agency"
        alongside(
            "demo", "--people", str(SIMULATED_PEOPLE), "--seed", str(SEED), "--data", str(folder),
            "--no-serve",
        )  # fmt: skip
        truth = str(folder / "truth" / "records.csv")
        found = json.loads(
            alongside(
                "linkage", "evaluate", str(folder), "--truth", truth, "--group", "group", "--json"
            ).stdout
        )
    beside = f"{found['records']} records of {found['people']} people"
    gap = found["worst_group_recall_gap"]
    return [
        _row("linkage.simulated.f1", found["pairs"]["f1"]["value"], "F1", beside, None),
        _row("linkage.simulated.worst_group_recall_gap", gap, "share", found["worst_group"], None),
    ]


def million() -> list[dict[str, Any]]:
    """A million made-up records end to end, beside plain Splink on the same file."""
    ours, theirs = run_apart("ours"), run_apart("peer")
    peer = "plain Splink"
    return [
        _row("linkage.million.records_per_s", ours["rate"], "records/s", peer, theirs["rate"]),
        _row("linkage.million.rss_gb", ours["rss_gb"], "GB", peer, theirs["rss_gb"]),
        _row("linkage.million.f1", ours["f1"], "F1", peer, theirs["f1"]),
    ]


def one() -> list[dict[str, Any]]:
    """One new record against that million, in a published generation."""
    found = answer_times()
    return [
        _row("linkage.one.p95_ms", found["p95_ms"], "ms", "median", found["median_ms"]),
        _row("linkage.one.found", found["found"], "share", "queries", found["queries"]),
    ]


def _quality(name: str) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        con, _ = load(Path(folder), BY_NAME[name].query())
        linked = link_records(con, model=None, settings=LinkageEntry(), seed=SEED, anew=True)
        ours = {record: n for n, group in enumerate(linked.clusters) for record in group}
        theirs = plain_splink(con, thresholds=PEER_THRESHOLDS, seed=SEED)
        truth = dict(con.execute("SELECT record_id, truth FROM truth").fetchall())
        con.close()
    peer = max(_f1(one, truth) for one in theirs)
    return [_row(f"linkage.{name}.f1", _f1(ours, truth), "F1", "plain Splink", peer)]


def _f1(clusters: Mapping[str, Any], truth: Mapping[str, str]) -> float:
    return evaluate(clusters, truth, seed=SEED, resamples=1).pairs.f1.value or 0.0


def _row(figure: str, value: Any, unit: str, peer: str, peer_value: Any) -> dict[str, Any]:
    return {
        "figure": figure,
        "value": _short(value),
        "unit": unit,
        "peer": peer,
        "peer_value": _short(peer_value),
        "command": f"script/bench {figure.rsplit('.', 1)[0]}",
    }


def _short(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value
