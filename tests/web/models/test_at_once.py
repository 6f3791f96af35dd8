"""Two supervisors at the same moment: one model advises afterwards, and both lives say why."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from alongside.governance.decisions import ModelState
from alongside.privacy import Worker
from alongside.web.models.life import move
from alongside.web.models.models import ModelVersion
from tests.web.models.kept import NOW, WHY, keep

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.postgres
def test_two_releases_at_once_leave_one_model_in_service(josef: Worker) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one writer, and tests share one connection")
    versions = [keep(ModelState.TESTED, by=josef) for _ in range(4)]
    start = Barrier(len(versions))

    def release(version: ModelVersion) -> None:
        start.wait()
        try:
            move(version, ModelState.RELEASED, worker=josef, reason=WHY, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(versions)) as pool:
        for done in [pool.submit(release, version) for version in versions]:
            done.result()
    states = sorted(ModelVersion.objects.values_list("state", flat=True))
    assert states == ["released", "retired", "retired", "retired"]
