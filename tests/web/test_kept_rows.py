"""Rows that are only ever added: the database refuses an UPDATE that goes around the code."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from alongside.web.kept import KeptRow

KEPT = sorted(
    (one for one in apps.get_models() if issubclass(one, KeptRow)),
    key=lambda one: one._meta.db_table,
)
SOMETHING: dict[type[Any], Any] = {
    models.CharField: "x",
    models.TextField: "x",
    models.DateField: date(2026, 3, 2),
    models.DateTimeField: datetime(2026, 3, 2, 9, tzinfo=UTC),
    models.UUIDField: uuid4(),
    models.BinaryField: b"x",
    models.IntegerField: 1,
    models.AutoField: 1,
    models.FloatField: 0.5,
    models.BooleanField: True,
    models.JSONField: [],
}


def _something(field: Any) -> Any:
    while field.remote_field:
        field = field.target_field
    return next(SOMETHING[kind] for kind in type(field).__mro__ if kind in SOMETHING)


def test_there_are_kept_rows_of_every_room_that_signs() -> None:
    rooms = {one._meta.app_label for one in KEPT}
    assert rooms >= {"assessments", "cases", "decisions", "families", "identity"}
    assert rooms >= {"notes", "planning", "referrals", "reports"}


@pytest.mark.django_db
@pytest.mark.parametrize("table", KEPT, ids=lambda one: one._meta.db_table)
def test_no_update_reaches_a_kept_row(table: type[KeptRow]) -> None:
    fields = [one for one in table._meta.concrete_fields if not one.primary_key]
    with transaction.atomic():
        table(**{one.attname: _something(one) for one in fields}).save()
        for field in fields:
            with pytest.raises(DatabaseError, match="kept as it was written"):
                _write_over(table._meta.db_table, str(field.column))
        transaction.set_rollback(True)  # what the row points at was never there


def _write_over(table: str, column: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'UPDATE {table} SET "{column}" = "{column}"')
