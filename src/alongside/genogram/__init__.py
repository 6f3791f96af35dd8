"""A family drawn as a genogram: dated relationships become symbols, lines and words.

The layout keeps lines from crossing where the family allows it. This room refuses to invent a tie:
every line stands for a relationship that somebody said. It refuses parents who are their own
children.
"""

from alongside.genogram.family import (
    Between,
    Bond,
    Family,
    Feeling,
    Kin,
    LiveTogether,
    Member,
    ParentOf,
    Partners,
    Stage,
    Symbol,
    Tie,
    Twins,
    check_born_first,
    check_parents,
)
from alongside.genogram.gedcom import write_gedcom
from alongside.genogram.layout import Layout, lay_out
from alongside.genogram.picture import draw_genogram
from alongside.genogram.words import Sentence, tell_genogram

__all__ = [
    "Between",
    "Bond",
    "Family",
    "Feeling",
    "Kin",
    "Layout",
    "LiveTogether",
    "Member",
    "ParentOf",
    "Partners",
    "Sentence",
    "Stage",
    "Symbol",
    "Tie",
    "Twins",
    "check_born_first",
    "check_parents",
    "draw_genogram",
    "lay_out",
    "tell_genogram",
    "write_gedcom",
]
