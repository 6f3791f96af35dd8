"""What people did here, on its way to the timeline: which decision it belongs to, who spoke."""

from __future__ import annotations

import duckdb
import pytest
from django.utils import timezone

from alongside.actions.outbox import write_outbox
from alongside.warehouse import TABLES
from alongside.web.publishing.models import OutboxRow
from alongside.web.publishing.store import DatabaseStore
from tests.web.people.conftest import SignIn
from tests.web.people.town import Town


@pytest.mark.parametrize(
    ("given", "code", "origin"),
    [
        ({}, None, "worker"),
        ({"code": "cases:e7", "origin": "advice"}, "cases:e7", "advice"),
    ],
)
def test_an_act_carries_its_decision_and_who_spoke(
    town: Town, sign_in: SignIn, given: dict[str, str], code: str | None, origin: str
) -> None:
    mila = town.person()
    town.publish()
    now = timezone.now()
    OutboxRow.objects.create(
        kind="advice_opened",
        person_id=mila,
        happened_at=now,
        known_at=now,
        purposes=["casework"],
        by="1",
        **given,
    )
    con = duckdb.connect()
    for name in ("meta", "event"):
        con.execute(f"CREATE TABLE {name} ({TABLES[name]})")
    write_outbox(con, DatabaseStore().outbox())
    assert con.execute("SELECT code, origin, source FROM event").fetchall() == [
        (code, origin, "alongside")
    ]
    page = sign_in("worker").get(f"/people/{mila}/").content.decode()
    assert "Advice was opened" in page
    assert ('<span class="chip system">Advice</span>' in page) == (origin == "advice")
