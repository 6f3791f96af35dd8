"""Two acts at the same moment: one waits for the other, and what both did is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic, sleep

import pytest
from django.db import connection, transaction

from alongside.agency import Agency
from alongside.web.cases.joining import add_person
from alongside.web.cases.models import StepRow
from alongside.web.families.saying import say_relationship
from tests.web.casework import acting_for, make_case, make_person, make_worker, reopen_at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
LONGEST = 10  # seconds


def test_somebody_joins_a_case_while_another_says_whose_child_she_is(agency: Agency) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one writer, and tests share one connection")
    amara = make_worker("Amara Whitlock")
    opened = make_case(amara)
    mother, child = make_person("Edith"), make_person("Jonas")
    holds_case = Event()

    def join() -> None:
        try:
            with transaction.atomic():
                add_person(opened, child, part="child")
                holds_case.set()
                _until_somebody_waits()
        finally:
            connection.close()

    def relate() -> None:
        try:
            holds_case.wait(LONGEST)
            seen = reopen_at(opened, amara)
            say_relationship(acting_for(amara), mother, "parent", child, opened=seen)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(relate), pool.submit(join)]:
            done.result()
    kinds = StepRow.objects.filter(case=opened.row).values_list("kind", flat=True)
    assert {"person_joined_case", "relationship_said"} <= set(kinds)


def _until_somebody_waits() -> None:
    until = monotonic() + LONGEST
    with connection.cursor() as cursor:
        while monotonic() < until:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            sleep(0.02)
    pytest.fail("nobody waited for the case")
