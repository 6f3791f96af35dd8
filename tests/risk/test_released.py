"""A released file is the one that was released, to the byte, or nothing is advised from it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core import AlongsideError
from alongside.risk import Trained, load_released
from alongside.risk.released import sha256


def test_it_comes_back_as_it_was(trained: Trained) -> None:
    released = load_released(trained.content, sha256=trained.sha256)
    assert released == trained.released
    assert released.to_bytes() == trained.content


def test_one_byte_changed_is_refused(trained: Trained) -> None:
    content, pinned = trained.content, trained.sha256

    @settings(max_examples=100, deadline=None)
    @given(place=st.integers(0, len(content) - 1), by=st.integers(1, 255))
    def refused(place: int, by: int) -> None:
        changed = bytearray(content)
        changed[place] = (changed[place] + by) % 256
        with pytest.raises(AlongsideError) as caught:
            load_released(bytes(changed), sha256=pinned)
        assert caught.value.code == "AL-R001"

    refused()


@pytest.mark.parametrize(
    ("case", "edit"),
    [
        ("of a later format", lambda said: said.update(format="alongside-model-9")),
        ("an unknown key", lambda said: said.update(boost=2)),
        ("a score too few", lambda said: said["features"][0]["scores"].pop()),
        ("an estimate that falls", lambda said: said["calibrator"]["estimate"].reverse()),
    ],
)
def test_a_file_of_another_kind_is_refused(trained: Trained, case: str, edit: object) -> None:
    said = json.loads(trained.content)
    edit(said)  # type: ignore[operator]
    content = json.dumps(said).encode()
    with pytest.raises(AlongsideError) as caught:
        load_released(content, sha256=sha256(content))
    assert caught.value.code == "AL-R002", case


def test_the_file_says_all_that_made_it(trained: Trained) -> None:
    pins = json.loads(trained.content)["pins"]
    assert {name: len(pins[name]) for name in ("model_file", "data", "code")} == dict.fromkeys(
        ("model_file", "data", "code"), 64
    )
    assert (pins["generation"], pins["seed"]) == ("g1", 1)


def test_no_person_is_named_in_it(trained: Trained) -> None:
    assert b'"p1"' not in trained.content
