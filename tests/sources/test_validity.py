"""A sample of FHIR resources is held against the standard, and no value is repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from alongside.sources import check_sample


def test_what_does_not_conform_is_named_by_line_and_path(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ndjson"
    bad.write_text('{"resourceType": "Patient", "birthDate": "yesterday"}\n{"resourceType": "X"}\n')
    found = check_sample(bad)
    assert found.faults == ((1, "birthDate"), (2, "resourceType"))
    assert "yesterday" not in found.says


def test_a_stated_sample_of_a_real_export_conforms(shared_data: Path) -> None:
    file = shared_data / "fhir_r4_13patients" / "Encounter.ndjson"
    if not file.is_file():
        pytest.skip("the FHIR export of thirteen made-up patients is not here")
    sample = check_sample(file, at_most=50)
    assert (sample.resources, sample.checked, sample.faults) == (1215, 49, ())
