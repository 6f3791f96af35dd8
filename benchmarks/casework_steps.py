"""What the browser counts on the way of a case: clicks to a referral, fields that ask twice."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# file that the journey writes -> the test that writes it
COUNTED = {
    "call_to_referral_steps": "tests/journeys/test_referral.py::"
    "test_a_known_family_takes_few_clicks_from_the_call_to_the_case",
    "retyped_fields": "tests/journeys/test_first_day.py::test_the_first_day",
}
UNITS = {"call_to_referral_steps": "clicks", "retyped_fields": "fields"}


def counted() -> list[dict[str, Any]]:
    """Walk both journeys in a browser, and give what they counted."""
    return [_row(name, test) for name, test in COUNTED.items()]


def _row(name: str, test: str) -> dict[str, Any]:
    kept = ROOT / "tests" / "shots" / f"{name}.json"
    kept.unlink(missing_ok=True)
    subprocess.run([sys.executable, "-m", "pytest", "-q", test], cwd=ROOT, check=False)
    if not kept.exists():
        raise RuntimeError(f"{test} did not come as far as its count")
    return {
        "figure": f"casework.{name}",
        "value": json.loads(kept.read_text())[f"casework.{name}"],
        "unit": UNITS[name],
        "peer": None,
        "peer_value": None,
        "command": f"script/bench casework.{name}",
    }
