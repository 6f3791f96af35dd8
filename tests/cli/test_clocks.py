"""``alongside clocks``: what holds here and why, and counting anew after a change."""

from __future__ import annotations

import json
from pathlib import Path

from alongside.core import ExitCode
from tests.cli.running import run


def test_rules_are_listed_with_their_sources_and_recounted(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    assert run("init", folder, "--demo").returncode == 0
    listed = run("clocks", "list", folder)
    assert listed.returncode == 0, listed.stderr
    assert "assessment: Finish the assessment, within 45 days" in listed.stdout
    assert "foster_care_review: Review the case of a child in foster care, every 6 months" in (
        listed.stdout
    )
    assert "within 15 months of the last 22" in listed.stdout
    assert "42 U.S.C. 675(5)(E)" in listed.stdout
    rules = {one["rule"]: one for one in json.loads(run("clocks", "list", folder, "--json").stdout)}
    assert rules["urgent_response"]["starts"] == ["urgent_response_owed"]
    assert rules["permanency_hearing"]["checked_on"]
    counted = run("clocks", "recount", folder)
    assert (counted.returncode, counted.stdout) == (0, "Counted the clocks of 0 cases.\n")


def test_a_rule_that_cannot_stop_lets_nothing_start(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    assert run("init", folder, "--demo").returncode == 0
    (folder / "jurisdictions").mkdir()
    (folder / "jurisdictions" / "us-example.toml").write_text(
        'title = "Ours"\n[rule.tea]\nsays = "Tea"\nstarts = ["case_opened"]\nstops = []\n'
        'within = "1 day"\nsource = "Ours"\nchecked_on = 2026-11-24\n'
    )
    refused = run("clocks", "recount", folder)
    assert refused.returncode == ExitCode.INPUT
    assert "it can never stop" in refused.stderr
    assert "Traceback" not in refused.stderr
