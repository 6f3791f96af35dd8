"""The answers of a card on its page: sentence, picture, numbers; and nothing that is not there."""

from __future__ import annotations

import json
import re

import pytest

from alongside.governance.decisions import ModelState
from alongside.risk.card.tables import Table
from alongside.web.models.evaluation import evaluation_of
from alongside.web.models.grid import grid_of
from tests.web.models.conftest import Make, words
from tests.web.models.small_card import small_card

URL = "/models/report_again/1/"
QUESTIONS = (
    "Does it keep its word?",
    "Is it of use?",
    "Whom does it get wrong?",
    "Does it stay the same?",
    "What can it tell that it must not know?",
    "What does it cost that it can be read?",
    "What only a simulated agency can tell",
    "What did it learn from, and when is it silent?",
)


def test_every_question_has_its_sentence_and_its_numbers() -> None:
    made = evaluation_of(small_card())
    assert made is not None
    assert tuple(part.title for part in made.parts) == QUESTIONS
    assert all(part.says and part.tables for part in made.parts)


def test_every_picture_says_itself_and_stands_beside_a_table(make: Make, client_of) -> None:
    make(ModelState.RELEASED, card_json=small_card())
    html = client_of("worker").get(URL).content.decode()
    sections = re.findall(r'<section class="card(?: wide)?" aria-labelledby="\w+-h">.*?</section>',
                          html, flags=re.DOTALL)  # fmt: skip
    drawn = [one for one in sections if '<svg class="chart"' in one]
    assert len(drawn) == 4
    for one in drawn:
        assert re.search(r'<svg class="chart"[^>]* role="img" aria-label="[^"]{30,}"', one)
        assert "<table" in one


def test_small_groups_are_named_and_not_shown(make: Make, client_of) -> None:
    make(ModelState.RELEASED, card_json=small_card())
    text = words(client_of("worker").get(URL))
    assert "Race: Traveller not shown, fewer than 20" in text
    assert "2 groups of fewer than 20 people are not shown" in text


def test_what_a_card_does_not_hold_is_no_empty_heading() -> None:
    card = json.loads(small_card()) | {"price": None, "truth": None, "newer": True}
    made = evaluation_of(json.dumps(card))
    assert made is not None
    assert made.newer
    titles = {part.title for part in made.parts}
    assert not {"What does it cost that it can be read?", QUESTIONS[6]} & titles


def test_names_of_groups_are_text_and_not_markup() -> None:
    odd = small_card().replace('"White"', '"<b>White</b>"')
    made = evaluation_of(odd)
    assert made is not None
    assert all("<b>" not in picture.svg for part in made.parts for picture in part.pictures)


@pytest.mark.parametrize("text", ["", "{}", '{"format": "alongside-card-1"}'])
def test_without_a_card_that_can_be_read(make: Make, client_of, text: str) -> None:
    assert evaluation_of(text) is None
    make(ModelState.TESTED, card_json=text)
    assert client_of("worker").get(URL).status_code == 200


def test_numbers_stand_right_and_words_left() -> None:
    grid = grid_of(
        Table(
            caption="c",
            heads=("Group", "People", "Missed", "By"),
            rows=(
                ("All", "about 3,000", "−0.2 (−0.8 to 0.4)", "moves 70"),
                ("Few", "about 30", "too few", "visits 60"),
                ("Fewer", "not shown, fewer than 20"),
            ),
        )
    )
    assert [head.number for head in grid.heads] == [False, True, True, False]
    assert grid.rows[2][-1].span == 3
    assert not grid.rows[2][-1].number
