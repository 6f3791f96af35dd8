"""The model of the demo fits the file that the demo shows beside it."""

from __future__ import annotations

from hashlib import sha256

from alongside.agency.model_file import ModelFile
from alongside.risk import load_released
from alongside.risk.card import Card
from alongside.simulate.taught import taught


def test_it_was_taught_by_the_file_as_it_is() -> None:
    ready = taught()
    model = load_released(ready.released, sha256=sha256(ready.released).hexdigest())
    assert model.pins.model_file == sha256(ready.model_text.encode()).hexdigest()


def test_its_card_shows_that_it_is_better_than_a_coin() -> None:
    card = Card.from_json(taught().card)
    assert card.quality.auc.low > 0.5
    assert card.sha256 == sha256(taught().released).hexdigest()


def test_its_features_are_those_of_the_file() -> None:
    import tomllib

    ready = taught()
    file = ModelFile.model_validate(tomllib.loads(ready.model_text))
    model = load_released(ready.released, sha256=sha256(ready.released).hexdigest())
    assert [one.name for one in model.features] == [one.name for one in file.feature]
