"""The same people and seed give the same bytes, in another process and with other hash seeds."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.core import AlongsideError
from alongside.forms import shipped_forms
from alongside.simulate import simulate_agency


def test_same_seed_same_bytes_in_other_processes(tmp_path: Path) -> None:
    one = _simulate_elsewhere(tmp_path / "one", seed=5, hash_seed="1")
    other = _simulate_elsewhere(tmp_path / "other", seed=5, hash_seed="2")
    assert one == other
    folder, extracts, truth = 6 + 5 + 2, 1 + 1 + 9 + 3 + 3 + 3, 7
    assert len(one) == folder + len(shipped_forms()) + extracts + truth


def test_another_seed_gives_other_people(tmp_path: Path) -> None:
    one = _simulate_elsewhere(tmp_path / "one", seed=5, hash_seed="1")
    other = _simulate_elsewhere(tmp_path / "other", seed=6, hash_seed="1")
    same = {name for name in one if one[name] == other[name]}
    kept = (
        "sources/",
        "decisions/",
        "models/",
        "guidelines/",
        "forms/",
        "agency.toml",
        ".gitignore",
    )
    assert all(name.startswith(kept) for name in same)


def test_simulating_again_replaces_what_was_there(tmp_path: Path) -> None:
    simulate_agency(tmp_path, people=400, seed=1)
    first = _hashes(tmp_path)
    simulate_agency(tmp_path, people=400, seed=2)
    simulate_agency(tmp_path, people=400, seed=1)
    assert _hashes(tmp_path) == first


def test_too_few_people_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AlongsideError, match="at least 200") as refused:
        simulate_agency(tmp_path / "agency", people=50, seed=1)
    assert refused.value.code == "AL-M001"
    assert not (tmp_path / "agency").exists()


def test_progress_rises_to_one(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    simulate_agency(tmp_path, people=300, seed=1, progress=lambda *step: told.append(step))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def _simulate_elsewhere(folder: Path, *, seed: int, hash_seed: str) -> dict[str, str]:
    script = (
        "import sys; from pathlib import Path; from alongside.simulate import simulate_agency; "
        "simulate_agency(Path(sys.argv[1]), people=500, seed=int(sys.argv[2]))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    subprocess.run([sys.executable, "-c", script, folder, str(seed)], check=True, env=environment)
    return _hashes(folder)


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
