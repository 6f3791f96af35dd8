"""What other rooms say waits stands on the worklist, each under the heading it belongs to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alongside.core import local_day_end
from alongside.web.today.items import Item
from alongside.web.today.line import Group
from alongside.web.today.worklist import item_lines, say_for
from tests.web.casework import NOW, acting_for, make_worker, signed_in

pytestmark = pytest.mark.usefixtures("agency")


def line_of(item, *, now=NOW):
    acting = acting_for(make_worker("Amara Whitlock"), now=now)
    return item_lines([item], acting, say_for(acting))[0]


def item(**more):
    given = {"kind": "draft", "says": "Finish your note", "who": "Mila", "href": "/x/"}
    return Item(**given | more)


@pytest.mark.parametrize(
    ("more", "group", "clock"),
    [
        ({}, Group.WAITING, ""),
        ({"since": NOW - timedelta(days=2)}, Group.WAITING, "Since Mon 2 Mar"),
        ({"kind": "second_look"}, Group.DECIDE, ""),
        ({"due_at": NOW - timedelta(hours=30)}, Group.LATE, "Was due Mon 2 Mar"),
        ({"due_at": NOW + timedelta(days=3)}, Group.WEEK, "Ends Sat 7 Mar"),
        ({"due_at": NOW + timedelta(days=30)}, Group.LATER, "Ends 3 Apr"),
    ],
)
def test_it_stands_where_it_belongs(more, group, clock):
    line = line_of(item(**more))
    assert (line.group, line.clock) == (group, clock)


def test_what_ends_with_the_local_day_ends_today(agency):
    end = local_day_end(date(2026, 3, 4), agency.file.zone)
    assert line_of(item(due_at=end)).group is Group.TODAY


def test_a_line_of_a_case_is_found_by_that_case():
    key = "01931c5e-0000-7000-8000-000000000001"
    assert line_of(item(href=f"/cases/{key}/notes/1/")).case == key
    assert line_of(item(href="/referrals/1/")).case == ""


def test_a_draft_note_of_hers_waits_on_her_day():
    from alongside.core.ids import new_person_id
    from alongside.web.notes.drafting import Written, save_draft
    from tests.web.casework import make_case, reopen_at

    amara = make_worker("Amara Whitlock")
    opened = reopen_at(make_case(amara), amara, now=timezone.now() - timedelta(days=2))
    save_draft(opened, new_person_id(), Written(text="Theo was"), revision=0)
    page = signed_in(amara).get("/today/").content.decode()
    assert "Waiting for you" in page
