"""Versions of models in a register, and workers who may or may not move them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse

from alongside.governance.decisions import ModelState
from alongside.privacy import Worker
from alongside.web.accounts.models import User
from alongside.web.accounts.workers import worker_from
from alongside.web.models.models import ModelVersion
from tests.web.models.kept import keep

Make = Callable[..., ModelVersion]


def words(answer: HttpResponse) -> str:
    """What a page says, without its markup."""
    text = re.sub(r"<(script|style).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


@pytest.fixture
def josef(user_of: Callable[[str], User]) -> Worker:
    """A supervisor."""
    return worker_from(user_of("supervisor"))


@pytest.fixture
def make(josef: Worker) -> Make:
    """A version in a given state: ``make(ModelState.PAUSED, name="again")``."""

    def _make(state: ModelState = ModelState.TESTED, **given: Any) -> ModelVersion:
        return keep(state, by=josef, **given)

    return _make
