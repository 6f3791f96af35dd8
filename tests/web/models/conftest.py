"""Versions of models in a register, and workers who may or may not move them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.http import HttpResponse

from alongside.governance.decisions import ModelState
from alongside.privacy import Worker
from alongside.web.accounts.models import User
from alongside.web.accounts.workers import worker_from
from alongside.web.models.life import mark_tested, move
from alongside.web.models.models import ModelVersion
from alongside.web.models.storing import store_trained

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
WHY = "Two later years were looked at; the card was read in the team"
TEXT = """\
title = "Report again"
decision = "screening"
purposes = ["casework"]
counts = "closed assessments"
use_for = ["a second look before an assessment closes"]
not_for = ["screening calls", "comparing workers with each other"]
cannot_know = ["what a family does not tell anybody"]

[cohort.which]
kinds = ["assessment_closed"]

[label]
within_days = 365
says = "were reported again within a year"
stands_for = "a child is hurt again"
mismatch = "Families who are watched more are reported more."
which = { kinds = ["referral"] }

[[feature]]
name = "earlier_referrals"
says = "{n} earlier referrals"
aggregate = "count"
which = { kinds = ["referral"] }

[[feature]]
name = "age"
says = "{n} years old"
aggregate = "age"

[[shape]]
feature = "earlier_referrals"
monotone = "up"
by = "Josef Castellanos, supervisor"
reason = "An earlier call never makes a child safer; fewer calls after many are moves away."

[[shape]]
feature = "age"
flat_from = 12
by = "Amara Whitlock, worker"
reason = "Above twelve the records are too few to tell years apart."
"""
STEPS: dict[ModelState, tuple[ModelState, ...]] = {
    ModelState.DRAFT: (),
    ModelState.TESTED: (),
    ModelState.RELEASED: (ModelState.RELEASED,),
    ModelState.PAUSED: (ModelState.RELEASED, ModelState.PAUSED),
    ModelState.RETIRED: (ModelState.RETIRED,),
}

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

    def _make(
        state: ModelState = ModelState.TESTED,
        name: str = "report_again",
        decision: str = "screening",
        card_json: str = "{}",
        released: bytes = b"{}",
    ) -> ModelVersion:
        version = store_trained(name, decision, TEXT, released, by="command line (noor)", now=NOW)
        if state is not ModelState.DRAFT:
            mark_tested(version, card_json, by="command line (noor)", now=NOW)
        for step in STEPS[state]:
            move(version, step, worker=josef, reason=WHY, now=NOW)
        return version

    return _make
