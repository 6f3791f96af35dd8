"""Versions of a model in any state of its life, kept as the product keeps them."""

from __future__ import annotations

from datetime import UTC, datetime

from alongside.governance.decisions import ModelState
from alongside.privacy import Worker
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
BETTER_THAN_A_COIN = '{"quality": {"auc": {"low": 0.6}}}'
STEPS: dict[ModelState, tuple[ModelState, ...]] = {
    ModelState.DRAFT: (),
    ModelState.TESTED: (),
    ModelState.RELEASED: (ModelState.RELEASED,),
    ModelState.PAUSED: (ModelState.RELEASED, ModelState.PAUSED),
    ModelState.RETIRED: (ModelState.RETIRED,),
}


def keep(
    state: ModelState,
    *,
    by: Worker,
    name: str = "report_again",
    decision: str = "screening",
    text: str = TEXT,
    card_json: str = BETTER_THAN_A_COIN,
    released: bytes = b"{}",
) -> ModelVersion:
    """A version that went the way to this state."""
    noor = "command line (noor)"
    version = store_trained(name, decision, text, released, by=noor, now=NOW)
    if state is not ModelState.DRAFT:
        mark_tested(version, card_json, by=noor, now=NOW)
    for step in STEPS[state]:
        move(version, step, worker=by, reason=WHY, now=NOW)
    return version
