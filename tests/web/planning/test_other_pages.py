"""The pages of placements, meetings and supervision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.governance.casework import CaseState
from alongside.web.accounts.models import User
from alongside.web.cases.opening import OpenedCase
from alongside.web.planning.meeting import plan_meeting
from alongside.web.planning.models import MeetingRow, PlacementRow, SupervisionRow
from alongside.web.planning.placing import Place, place_child
from tests.web.casework import make_case, make_worker, signed_in
from tests.web.planning.family import case_plan

pytestmark = pytest.mark.usefixtures("agency")
ROWS = {"lines-INITIAL_FORMS": "0", "lines-TOTAL_FORMS": "1"}


@pytest.fixture
def amara() -> User:
    return make_worker("Amara Whitlock")


@pytest.fixture
def opened(amara: User) -> OpenedCase:
    return make_case(amara, state=CaseState.SUPPORTING)


@pytest.fixture
def client(amara: User) -> Client:
    return signed_in(amara)


def _at(opened: OpenedCase, rest: str = "") -> str:
    return f"/cases/{opened.key}/plan/{rest}"


def test_a_stay_is_written_down_and_ended(client: Client, opened: OpenedCase) -> None:
    posted = {
        "child": str(opened.focus[0]),
        "kind": "foster",
        "from_on": "2026-01-10",
        "carer": "Ada Lund",
    }
    assert client.post(_at(opened, "placements/new/"), posted).status_code == 302
    clash = client.post(_at(opened, "placements/new/"), posted)
    assert clash.status_code == 409
    assert "AL-U082" in clash.content.decode()
    row = PlacementRow.objects.get()
    client.post(_at(opened, f"placements/{row.key}/end/"), {"on": "2026-02-10", "reason": "Home"})
    page = client.get(_at(opened)).content.decode()
    assert "31 nights in all" in page
    assert "With a foster family" in page


def test_a_protected_place_is_seen_by_who_works_there_and_who_supervises(
    client: Client, opened: OpenedCase
) -> None:
    place = Place(kind="foster", from_on=date(2026, 1, 1), where="Elm Row 4", carer="Ada Lund",
                  where_protected=True)  # fmt: skip
    place_child(opened, opened.focus[0], place)
    supervisor, mate = make_worker("Josef Lind", "supervisor"), make_worker("Ben Osei")
    for reader, sees in ((client, True), (signed_in(supervisor), True), (signed_in(mate), False)):
        text = reader.get(_at(opened)).content.decode()
        assert ("Elm Row 4" in text) is sees
        assert ("Ada Lund" in text) is sees


def test_a_review_is_planned_and_written_down(client: Client, opened: OpenedCase) -> None:
    goal = case_plan(opened).goals.get()
    day = timezone.localdate() - timedelta(days=2)
    client.post(_at(opened, "meetings/new/"), {"kind": "review", "on": day.isoformat()})
    row = MeetingRow.objects.get()
    address = _at(opened, f"meetings/{row.key}/")
    page = client.get(address).content.decode()
    assert "I want quiet evenings" in page  # never typed again
    posted = {
        **ROWS,
        "held_at": f"{day.isoformat()}T10:00",
        "there": ["Dora Hartmann"],
        "others": "Ms Lee from school, Aron",
        f"goal-{goal.key}-how": "better",
        "next_kind": "review",
        "lines-0-who": "Amara Whitlock",
        "lines-0-what": "Writes to the school",
    }
    more = client.post(f"{address}held/", posted | {"then": "line"})
    assert more.status_code == 200
    assert "Writes to the school" in more.content.decode()
    assert client.post(f"{address}held/", posted).status_code == 302
    text = client.get(address).content.decode()
    for said in ("Going better", "Ms Lee from school", "Writes to the school"):
        assert said in text


def test_a_meeting_that_was_not_held_says_why(client: Client, opened: OpenedCase) -> None:
    row = plan_meeting(opened, kind="conference", on=date(2026, 3, 4))
    address = _at(opened, f"meetings/{row.key}/")
    assert client.post(f"{address}not-held/", {"how": "missed"}).status_code == 422
    client.post(f"{address}not-held/", {"how": "missed", "reason": "Snow"})
    assert "Snow" in client.get(address).content.decode()


def test_supervision_is_written_by_who_supervises_and_read_by_the_two(
    client: Client, opened: OpenedCase, amara: User
) -> None:
    josef = make_worker("Josef Lind", "supervisor")
    posted = {
        **ROWS,
        "held_at": "2026-03-04T09:00",
        "talked": "The drive is long",
        "lines-0-who": "Amara Whitlock",
        "lines-0-what": "Takes Friday off",
    }
    assert client.post(_at(opened, "supervision/new/"), posted).status_code == 403
    signed_in(josef).post(_at(opened, "supervision/new/"), posted)
    row = SupervisionRow.objects.get()
    address = _at(opened, f"supervision/{row.key}/")
    assert "Takes Friday off" in client.get(address).content.decode()
    assert signed_in(make_worker("Ben Osei")).get(address).status_code == 404
    done = _at(opened, f"supervision/{row.key}/{row.actions.get().key}/done/")
    assert signed_in(josef).post(done).status_code == 404  # hers to tick
    client.post(done)
    assert row.actions.get().done_on is not None


@pytest.mark.parametrize(
    "page", ["placements/new/", "meetings/new/", "meetings/{}/held/", "meetings/{}/not-held/"]
)
def test_who_may(opened: OpenedCase, page: str) -> None:
    row = plan_meeting(opened, kind="review", on=date(2026, 3, 4))
    address = _at(opened, page.format(row.key))
    assert signed_in(make_worker("Ben Osei")).post(address).status_code == 403
    other = signed_in(make_worker("Cleo Brandt", team="South"))
    assert other.post(address).status_code == 404
