"""How long a person waits for help."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import Any


def help_seconds() -> list[dict[str, Any]]:
    """Median of nine cold starts of ``alongside --help``, beside an empty interpreter."""
    ours = _median([sys.executable, "-m", "alongside.cli", "--help"])
    bare = _median([sys.executable, "-c", "pass"])
    return [
        {
            "figure": "start.help_s",
            "value": round(ours, 3),
            "unit": "s",
            "peer": "python -c pass",
            "peer_value": round(bare, 3),
            "command": "script/bench start",
        }
    ]


def _median(command: list[str]) -> float:
    times = []
    for _ in range(9):
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)
