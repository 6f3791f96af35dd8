"""The calendar of a secret address: no name in it, no session needed, ended when she says so."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from alongside.web.accounts.models import User
from alongside.web.clocks.models import ClockRow
from alongside.web.ledger.models import LedgerEntry
from alongside.web.today.feeds import make_feed
from alongside.web.today.models import FeedRow
from tests.web.casework import acting_for, make_case, make_worker, signed_in
from tests.web.today.test_worklist import plan, run_clock

pytestmark = pytest.mark.usefixtures("agency")
DAY = timedelta(days=1)


@pytest.fixture
def amara():
    return make_worker("Amara Whitlock")


@pytest.fixture
def opened(amara):
    made = make_case(amara)
    ClockRow.objects.all().delete()
    return made


@pytest.fixture
def address(amara):
    return f"/today/calendar/{make_feed(acting_for(amara, now=timezone.now()))}.ics"


def test_visits_and_clock_ends_come_in_utc_without_a_name(amara, opened, address, agency):
    visit = plan(opened, amara, timezone.now() + DAY, where="12 Weir Court", aim="Hear Mila")
    clock = run_clock(opened, amara, due_at=timezone.now() + 2 * DAY)
    answer = Client().get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    made = Calendar.from_ical(answer.content)
    assert str(made["x-wr-timezone"]) == agency.file.time_zone
    short = opened.key.hex[-4:]
    assert {str(one["summary"]): one["dtstart"].dt for one in made.walk("vevent")} == {
        f"Visit, case {short}": visit.from_at.replace(microsecond=0),
        f"Clock ends, case {short}": clock.due_at.replace(microsecond=0),
    }
    assert len(re.findall(rb"DTSTART:\d{8}T\d{6}Z\r", answer.content)) == 2
    said = answer.content.decode().casefold()
    for word in ("hartmann", "mila", "theo", "weir", "amara", "own_rule"):
        assert word not in said


def test_the_same_line_keeps_its_name_so_that_a_phone_moves_it(amara, opened, address):
    plan(opened, amara, timezone.now() + DAY)
    run_clock(opened, amara, due_at=timezone.now() + DAY)

    def names():
        return [
            str(one["uid"])
            for one in Calendar.from_ical(Client().get(address).content).walk("vevent")
        ]

    before = names()
    ClockRow.objects.all().delete()  # recounting makes rows anew
    run_clock(opened, amara, due_at=timezone.now() + 3 * DAY)
    assert names() == before


def test_each_fetch_is_a_line_of_the_ledger(amara, address):
    Client().get(address)
    entry = LedgerEntry.objects.filter(channel="calendar").get()
    assert (entry.worker_id, entry.object_kind) == (str(amara.pk), "calendar")


def test_only_a_digest_is_kept_and_an_unknown_address_does_not_exist(address):
    secret = address.rpartition("/")[2].removesuffix(".ics")
    row = FeedRow.objects.get()
    assert secret not in str(vars(row))
    for wrong in (row.digest, secret[:-1], secret + "x", "x"):
        assert Client().get(f"/today/calendar/{wrong}.ics").status_code == 404


def test_a_new_address_ends_the_old_one_and_ending_ends_it(amara, address):
    client = signed_in(amara)
    page = client.post("/today/my-calendar/").content.decode()
    assert "/today/calendar/" in page
    assert Client().get(address).status_code == 404
    assert "/today/calendar/" not in client.get("/today/my-calendar/").content.decode()
    fresh = page.split("/today/calendar/")[1].split("<")[0]
    assert Client().get(f"/today/calendar/{fresh}").status_code == 200
    client.post("/today/my-calendar/end/")
    assert Client().get(f"/today/calendar/{fresh}").status_code == 404


@pytest.mark.parametrize("change", [{"is_active": False}, {"roles": ["auditor"]}, {"roles": []}])
def test_who_may_not_look_any_longer_has_no_calendar(amara, address, change):
    User.objects.filter(pk=amara.pk).update(**change)
    assert Client().get(address).status_code == 404


def test_nobody_makes_one_for_a_colleague(address):
    ben = signed_in(make_worker("Ben Osei"))
    ben.post("/today/my-calendar/end/")
    assert Client().get(address).status_code == 200
