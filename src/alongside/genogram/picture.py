"""From a family to its picture, in one call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from alongside.genogram.drawing import draw
from alongside.genogram.family import Family
from alongside.genogram.layout import lay_out
from alongside.genogram.words import Translate, as_is, person_words

TITLE = "Genogram of %(name)s"
SENTENCE = (
    "Genogram of %(name)s with %(n)s people in %(rows)s generations. "
    "Every relationship is also listed in words."
)


def draw_genogram(
    family: Family,
    *,
    translate: Translate = as_is,
    say_day: Callable[[date], str] = date.isoformat,
) -> str:
    """The family of its day as SVG; what names and notes say is escaped."""
    layout = lay_out(family)
    words = {
        "name": layout.family.by_id[family.centre].name or translate("somebody unknown"),
        "n": len(layout.places),
        "rows": len(layout.rows),
    }
    return draw(
        layout,
        title=translate(TITLE) % words,
        sentence=translate(SENTENCE) % words,
        says=lambda place: person_words(
            place.member, family.on, translate=translate, say_day=say_day
        ),
    )
