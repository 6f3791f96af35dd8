"""Advice needs nothing that trains: a web process stays small and starts at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from alongside.risk import Trained

ASK = """
import json, sys
from datetime import date
from pathlib import Path
from alongside.risk import advise, estimate_sentence, load_released
released = load_released(Path(sys.argv[1]).read_bytes(), sha256=sys.argv[2])
row = {"moves": 1, "absences": 4, "years": None, "visits": 2}
said = advise(released, row, version=1, as_of_on=date(2024, 1, 1), known_events=4)
heavy = {"sklearn", "interpret", "lightgbm", "scipy", "pandas", "django"} & set(sys.modules)
print(json.dumps({"said": estimate_sentence(said, released.about), "heavy": sorted(heavy)}))
"""


def test_advice_without_what_trains(trained: Trained, tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    file.write_bytes(trained.content)
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(file), trained.sha256],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert found["heavy"] == []
    assert found["said"].startswith("Of 100 referrals like this, about ")
