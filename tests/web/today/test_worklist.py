"""The worklist holds everything that is due, for whom it is due, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from alongside.web.clocks.models import ClockRow
from tests.web.casework import make_case, make_worker, signed_in

pytestmark = pytest.mark.usefixtures("agency")


def run_clock(opened, worker, *, due_at, rule="own_rule", round=1, **more):
    return ClockRow.objects.create(
        case=opened.row, rule=rule, round=round, amount=45, unit="days", started_by="case_opened",
        started_at=due_at - timedelta(days=45), warn_at=due_at - timedelta(days=2), due_at=due_at,
        worker=worker, team=worker.team, **more,
    )  # fmt: skip


def test_a_clock_that_ran_out_is_overdue_and_names_the_case():
    amara = make_worker("Amara Whitlock")
    opened = make_case(amara)
    run_clock(opened, amara, due_at=datetime.now(UTC) - timedelta(days=3))
    page = signed_in(amara).get("/today/").content.decode()
    assert "Overdue" in page
    assert "Mila and Theo Hartmann" in page
    assert "3 days ago" in page


@pytest.mark.parametrize("role", ["analyst", "auditor"])
def test_who_works_on_no_cases_has_no_worklist(role):
    client = signed_in(make_worker("Ines Okafor", role))
    assert client.get("/today/").status_code == 404
    assert "/today/" not in client.get("/ledger/mine/").content.decode()


def test_who_has_not_signed_in_is_asked_to():
    assert Client().get("/today/")["Location"].startswith("/accounts/login/")
