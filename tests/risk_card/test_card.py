"""The whole card: of a training, of later rows, as JSON and as a page."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from alongside.core import AlongsideError
from alongside.risk.card import Card, Truth, card_lines, evaluate_more, make_card, to_html
from alongside.risk.trained import Peer
from tests.risk_card.making import logistic, matrix, model_file, trained

N = 9000
MODEL = model_file()
WEIGHTS = (0.6, 0.2)


def made_up(n=N, seed=1, **about):
    rng = np.random.default_rng(seed)
    features = {
        name: rng.poisson(rate, n).astype(float) for name, rate in (("moves", 1), ("absences", 3))
    }
    log_odds = -3 + 0.6 * features["moves"] + 0.2 * features["absences"]
    race = rng.choice(["Black", "White"], n).astype(object)
    race[-7:] = "Traveller"
    label = (rng.random(n) < logistic(log_odds)).astype(float)
    audits = {"race": race, "sex": rng.choice(["female", "male"], n)}
    return matrix(features, label, audits, **about), log_odds


@pytest.fixture(scope="module")
def whole():
    """A card of a made-up training with everything on it, and what it was made of."""
    made, log_odds = made_up(exposed=40, left_out={"its window reaches past the data": 7})
    once = trained(made, WEIGHTS, -3)
    peer = Peer(name="lightgbm", says="LightGBM, 300 trees", test=logistic(log_odds)[once.test.at])
    once = trained(made, WEIGHTS, -3, peers=(peer,))
    chance = logistic(log_odds)
    truth = Truth(attainable=chance, harm=chance, reported=np.ones(N))
    return make_card(once, made, MODEL, truth=truth, seed=1), once, made


def test_a_card_reads_back_from_its_json_unchanged(whole):
    card, _, _ = whole
    text = json.dumps(card.as_json(), allow_nan=False)
    assert Card.from_json(text) == card
    assert Card.from_json(json.loads(text)) == card
    assert json.loads(text)["sentences"] == list(card_lines(card))


def test_the_same_seed_gives_the_same_card(whole):
    card, once, made = whole
    again = make_card(once, made, MODEL, truth=None, seed=1)
    assert again == replace(card, truth=None)


# what is done to the JSON
BROKEN = [
    lambda plain: plain | {"format": "alongside-card-0"},
    lambda plain: plain | {"unknown": 1},
    lambda plain: {key: value for key, value in plain.items() if key != "groups"},
    lambda plain: {},
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_card_that_cannot_be_read_is_refused(whole, broken):
    with pytest.raises(AlongsideError, match="AL-R061"):
        Card.from_json(broken(whole[0].as_json()))


def test_seven_people_stand_nowhere_in_json_or_page(whole):
    card, _, _ = whole
    shown = [one for one in card.groups.groups if "Traveller" in one.value]
    assert shown
    assert not any(one.shown or one.people or one.wrongly for one in shown)
    assert "Traveller" not in {one.value for one in card.proxies.told}
    assert "Traveller" not in {one.value for one in card.truth.reporting.parts}
    assert "Traveller" not in json.dumps(card.as_json()["sentences"])
    rows = re.findall(r"<tr>.*?</tr>", to_html(card))
    assert [
        row for row in rows if "Traveller" in row and "not shown, fewer than 20" not in row
    ] == []
    for svg in re.findall(r"<svg.*?</svg>", to_html(card)):
        assert "Traveller" not in svg


def test_small_counts_of_what_was_left_out_are_held_back(whole):
    left_out = {one.why: one.rows for one in whole[0].data.left_out}
    assert left_out["its window reaches past the data"] is None
    assert left_out["a household on both sides"] == 150


def test_what_any_reader_must_find_is_said(whole):
    text = "\n".join(card_lines(whole[0]))
    for part in (
        "It learns from reports, not from harm",
        "It is not for: closing a case; removal",
        "The label stands for: a child was harmed within a year. But: harm that nobody reported",
        "no person or household is in two of these",
        "of 100 times",
        "In about 40 of 9,000 referrals, the decision was taken after advice",
        "Of what anybody could tell who knew all that shapes the label",
    ):
        assert part in text


def test_the_words_of_a_card_never_praise_or_brand(whole):
    text = " ".join(card_lines(whole[0])).lower() + to_html(whole[0]).lower()
    for word in ("bias", "neutral", "high-risk", "risk score", "flagged", "debias"):
        assert word not in text


def test_the_page_needs_nothing_but_itself(whole):
    page = to_html(whole[0])
    assert page.count("<style>") == 1
    for forbidden in ("<script", " style=", "<link", "http:", "https:", "url(", "@import"):
        assert forbidden not in page
    assert page.count("<svg") == 6
    assert page.count("<svg") == len(
        re.findall(r'<svg[^>]* role="img" aria-label="[^"]{20,}', page)
    )
    assert "prefers-color-scheme: dark" in page


def test_words_from_a_model_file_cannot_break_the_page(whole):
    card = replace(whole[0], title="<b>&")
    assert "<b>&" not in to_html(card)


def test_the_very_rows_of_the_training_are_parted_again_by_person(whole):
    """The same records: the released model is tried on the people whom it did not learn from."""
    from alongside.risk.pins import pins_of
    from alongside.risk.split import part_rows

    card, once, made = whole
    pinned = once.released.model_copy(update={"pins": pins_of(made, seed=1)})
    seen = evaluate_more(card, pinned, made, MODEL, seed=1)
    assert not seen.newer
    assert seen.price == card.price
    assert seen.data.parts[-1].rows == len(part_rows(made, MODEL, seed=1).test)
    assert seen.quality.auc.value == pytest.approx(card.quality.auc.value, abs=0.05)


def test_on_newer_records_only_later_rows_count_and_it_says_that_people_are_not_parted(whole):
    card, once, _ = whole
    later, _ = made_up(n=12_000, seed=9)
    seen = evaluate_more(card, once.released, later, MODEL, seed=1)
    assert seen.newer
    assert seen.price is None
    assert seen.data.parts[-1].from_on >= card.data.test_from
    assert "of whom it had learnt" in seen.data.says
    assert Card.from_json(seen.as_json()) == seen


def test_without_dates_newer_records_cannot_be_told_from_those_learnt_from(whole):
    card, once, _ = whole
    later, _ = made_up(n=4000, seed=9)
    undated = replace(card, data=replace(card.data, test_from=None, by_time=False))
    with pytest.raises(AlongsideError, match="AL-R062"):
        evaluate_more(undated, once.released, later, MODEL, seed=1)


def test_rows_of_one_class_are_no_test():
    made, _ = made_up(n=600)
    label = np.zeros(600)
    label[:5] = 1
    one_class = replace(made, table=made.table.set_column(4, "label", [label.astype("int8")]))
    with pytest.raises(AlongsideError, match="AL-R060"):
        make_card(trained(one_class, WEIGHTS, -3), one_class, MODEL, seed=1)
