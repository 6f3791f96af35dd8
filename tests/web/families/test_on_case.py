"""A case's page and its reports say who is who, and who says so."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.web.cases.models import StepRow
from alongside.web.families.on_case import on_case
from alongside.web.families.on_record import on_record
from alongside.web.families.saying import say_relationship
from tests.web.casework import make_case, make_worker

pytestmark = pytest.mark.usefixtures("agency")


def test_the_card_leads_to_the_drawing_also_while_nothing_is_said() -> None:
    (card,) = on_case(make_case(make_worker("Amara Whitlock")))
    assert card.lines == ()
    assert "records say" in card.empty
    assert card.actions[0].says == "Draw the family of Mila Hartmann"


def test_what_was_said_in_the_case_is_a_step_and_a_statement() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    mila, _theo, dora = (one.person_id for one in opened.people)
    say_relationship(
        opened.acting, dora, "mother", mila, told_by="Dora", from_on=date(2019, 3, 12),
        opened=opened,
    )  # fmt: skip
    (card,) = on_case(opened)
    assert [line.says for line in card.lines] == ["Dora Hartmann is the mother of Mila Hartmann"]
    assert StepRow.objects.filter(kind="relationship_said", case=opened.row).count() == 1
    (statement,) = on_record(opened)
    assert statement.says == "Dora Hartmann is the mother of Mila Hartmann, since 12 Mar 2019."
    assert (statement.section, statement.said_by) == ("people", "Dora")
    assert statement.people == (dora, mila)
