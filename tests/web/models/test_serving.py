"""Which model may advise: asked anew each time, byte for byte the one that was released."""

from __future__ import annotations

import sys
from subprocess import run

import pytest

from alongside.core import AlongsideError
from alongside.governance.decisions import ModelState
from alongside.privacy import Worker
from alongside.web.models.life import move
from alongside.web.models.models import ModelVersion
from alongside.web.models.serving import _parsed, released_for, state_for
from tests.web.models.conftest import Make
from tests.web.models.kept import NOW, TEXT, WHY
from tests.web.models.small_model import small_model

CONTENT = small_model().to_bytes()


@pytest.fixture(autouse=True)
def fresh_process() -> None:
    """Forget the models that this process has read."""
    _parsed.cache_clear()


def test_a_released_model_is_served_as_it_was_kept(make: Make) -> None:
    make(ModelState.RELEASED, released=CONTENT)
    served = released_for("screening")
    assert served is not None
    assert (served.name, served.version, served.state) == ("report_again", 1, "released")
    assert served.model == small_model()
    assert served.file.feature[0].name == "earlier_referrals"
    assert state_for("screening") is ModelState.RELEASED
    assert released_for("placing") is None
    assert state_for("placing") is None


@pytest.mark.parametrize("state", [one for one in ModelState if one is not ModelState.RELEASED])
def test_nothing_else_is_served(make: Make, state: ModelState) -> None:
    make(state, released=CONTENT)
    assert released_for("screening") is None
    assert state_for("screening") is (state if state is ModelState.PAUSED else None)


def test_a_pause_acts_with_the_next_call_and_so_does_its_end(make: Make, josef: Worker) -> None:
    version = make(ModelState.RELEASED, released=CONTENT)
    assert released_for("screening")
    move(version, ModelState.PAUSED, worker=josef, reason=WHY, now=NOW)
    assert released_for("screening") is None
    move(version, ModelState.RELEASED, worker=josef, reason=WHY, now=NOW)
    assert released_for("screening")


def test_the_successor_is_served_at_once(make: Make, josef: Worker) -> None:
    make(ModelState.RELEASED, released=CONTENT)
    assert released_for("screening").version == 1
    second = make(released=small_model(seed=2).to_bytes())
    move(second, ModelState.RELEASED, worker=josef, reason=WHY, now=NOW)
    served = released_for("screening")
    assert (served.version, served.model.pins.seed) == (2, 2)


@pytest.mark.parametrize("at", [0, len(CONTENT) // 2, len(CONTENT) - 1])
def test_a_changed_byte_is_never_served(make: Make, at: int) -> None:
    version = make(ModelState.RELEASED, released=CONTENT)
    changed = bytearray(CONTENT)
    changed[at] ^= 1
    ModelVersion.objects.filter(pk=version.pk).update(released=bytes(changed))
    with pytest.raises(AlongsideError, match="AL-R001"):
        released_for("screening")


@pytest.mark.parametrize("text", ['title = "Old"', f"# read again\n{TEXT}", "= no TOML"])
def test_another_model_file_than_at_training_is_never_served(make: Make, text: str) -> None:
    version = make(ModelState.RELEASED, released=CONTENT)
    ModelVersion.objects.filter(pk=version.pk).update(model_text=text)
    with pytest.raises(AlongsideError, match="AL-U059"):
        released_for("screening")


def test_asking_twice_parses_once_and_still_asks_the_database(
    make: Make, django_assert_num_queries
) -> None:
    make(ModelState.RELEASED, released=CONTENT)
    first = released_for("screening")
    with django_assert_num_queries(1):
        again = released_for("screening")
    assert again.model is first.model


def test_what_serves_imports_nothing_that_trains() -> None:
    code = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'alongside.web.settings'\n"
        "import django; django.setup()\n"
        "import alongside.web.models.serving, alongside.web.models.views, alongside.risk.released\n"
        "import sys; print([one for one in ('sklearn', 'interpret', 'lightgbm', 'pandas', "
        "'pyarrow') if one in sys.modules])"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
