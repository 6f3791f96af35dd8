"""The town of the people pages, with rows that were put aside."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.web.publishing.models import ReceiptRow, RunRow
from tests.web.people.conftest import sign_in, town
from tests.web.people.town import Town

__all__ = ["sign_in", "town", "with_rejects"]

FORMULA = '=HYPERLINK("http://example.org")'


@pytest.fixture
def with_rejects(town: Town) -> Town:
    """A published town whose school sent 61 rows that could not be read, twelve days ago."""
    town.person("school")
    for line in range(60):
        reject(town, line + 2, "born", "AL-S103", "not a date of the calendar", "31/02/2020")
    reject(town, 90, "present", "AL-S104", "not a number", FORMULA)
    town.publish()
    received(town, "school", days_ago=12, rejected=61)
    return town


def reject(town: Town, line: int, column: str, code: str, reason: str, seen: str) -> None:
    """One row that was put aside."""
    row = {"source": "school", "table_name": "all", "block": "person", "name": "school.csv"}
    what = {"column_name": column, "code": code, "reason": reason, "seen": seen, "extract_id": 1}
    town._add("reject", {**row, "line": line, **what})


def received(town: Town, source: str, *, days_ago: int, rejected: int = 0) -> None:
    """A file of a source that was received and read."""
    at = timezone.now() - timedelta(days=days_ago)
    ReceiptRow.objects.create(
        source=source,
        table_name="all",
        name=f"{source}.csv",
        sha256="0",
        kept_as="0",
        size=1,
        modified_ns=1,
        received_at=at,
    )
    RunRow.objects.create(
        source=source,
        table_name="all",
        at=at,
        read=1461,
        accepted=1400,
        changed=31,
        rejected=rejected,
        note="windows-1252, semicolons",
    )
