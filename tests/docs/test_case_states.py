"""The page of states and steps is what the tables say."""

from __future__ import annotations

from alongside.governance import casework
from tests.docs.case_states import NAMES, PAGE, page


def test_the_page_is_written_from_the_tables() -> None:
    assert PAGE.read_text() == page(), "write it anew: python -m tests.docs.case_states"


def test_every_table_of_transitions_has_its_diagram() -> None:
    tables = {name for name in vars(casework) if name.endswith("_TRANSITIONS")}
    assert tables == set(NAMES)
