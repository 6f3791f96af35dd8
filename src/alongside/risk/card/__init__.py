"""The model card: what a model is for, how well it keeps its word, and whom it gets wrong.

It refuses to show a figure without its interval, a group of too few people, or a word of praise:
the card says what was seen on later dates, and that a model learns from reports, not from harm.
"""

from alongside.risk.card.card import Card, card_lines
from alongside.risk.card.draw import draw_calibration, draw_groups, draw_stability, draw_usefulness
from alongside.risk.card.make import evaluate_more, make_card
from alongside.risk.card.page import to_html
from alongside.risk.card.truth import Truth

__all__ = [
    "Card",
    "Truth",
    "card_lines",
    "draw_calibration",
    "draw_groups",
    "draw_stability",
    "draw_usefulness",
    "evaluate_more",
    "make_card",
    "to_html",
]
