"""The clocks of a case begin with its referral, before there was a case."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from alongside.agency import Agency, read_agency
from alongside.web.cases.models import CaseRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import take_step
from alongside.web.clocks.models import ClockRow
from alongside.web.clocks.winding import wind
from alongside.web.decisions.models import DecisionRow, JudgementRow, PointRow
from alongside.web.referrals.models import ReferralRow
from tests.web.casework import NOW, make_case, make_worker

pytestmark = pytest.mark.usefixtures("agency")
HOUR = timedelta(hours=1)
SCREENING = """\
title = "Screen a referral"
question = "What happens?"
opens = "referral"
due_rule = "decision"
likelihood_of = "harm is confirmed"
[[choice]]
name = "see_now"
says = "Screen in: now"
leads_to = "case"
within = [{ name = "now", says = "Within 24 hours", hours = 24, also = ["urgent_response_owed"] },
          { name = "soon", says = "Within a week", days = 7 }]
[[choice]]
name = "out"
says = "Screen out"
"""


@pytest.fixture(autouse=True)
def screens(agency: Agency, settings: Settings) -> None:
    """The agency screens referrals."""
    (agency.folder / "decisions").mkdir()
    (agency.folder / "decisions" / "screening.toml").write_text(SCREENING)
    settings.ALONGSIDE_AGENCY = read_agency(agency.folder)


def _screened(opened: OpenedCase, key: str, *, at: datetime, within: str = "now") -> PointRow:
    """A referral of two days before, and the decision on it."""
    point = PointRow.objects.create(
        kind="screening", source="hotline", source_key=key, record_id=f"hotline:{key}",
        opened_at=NOW - timedelta(days=2), known_at=NOW - timedelta(days=2),
    )  # fmt: skip
    person, worker = opened.focus[0], opened.row.worker
    judged = JudgementRow.objects.create(
        point=point, person_id=person, by=worker, band="5 to 9", reason="Bruise", at=at
    )
    DecisionRow.objects.create(
        point=point, number=1, person_id=person, judgement=judged, by=worker, choice="see_now",
        choice_says="Screen in", advice="not_seen", at=at, within=within,
    )  # fmt: skip
    return point


def _wound(opened: OpenedCase) -> None:
    wind(CaseRow.objects.get(pk=opened.row.pk), now=NOW + 30 * HOUR)


def test_the_assessment_counts_from_the_referral_and_the_decision_is_over() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    point = _screened(opened, "1", at=NOW - HOUR, within="soon")
    CaseRow.objects.filter(pk=opened.row.pk).update(point=point)
    _wound(opened)
    assessment = ClockRow.objects.get(rule="assessment")
    assert (assessment.started_by, assessment.started_at) == ("referral", point.opened_at)
    decision = ClockRow.objects.get(rule="decision")
    assert (decision.stopped_by, decision.stopped_at) == ("screened_in", NOW - HOUR)
    assert decision.stopped_at > decision.due_at  # 24 hours had passed
    assert not ClockRow.objects.filter(rule="urgent_response").exists()


def test_a_case_whose_screening_was_written_elsewhere_owes_no_decision() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    point = PointRow.objects.create(
        kind="screening", source="hotline", source_key="9", record_id="hotline:9",
        opened_at=NOW - HOUR, known_at=NOW - HOUR,
    )  # fmt: skip
    CaseRow.objects.filter(pk=opened.row.pk).update(point=point)
    _wound(opened)
    assert ClockRow.objects.get(rule="decision").stopped_at == NOW


def test_an_urgent_response_time_starts_its_own_clock() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    CaseRow.objects.filter(pk=opened.row.pk).update(point=_screened(opened, "1", at=NOW))
    _wound(opened)
    clock = ClockRow.objects.get(rule="urgent_response")
    assert clock.due_at == NOW + 24 * HOUR


def test_a_later_referral_that_is_urgent_starts_it_too_and_nothing_else() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    referral = ReferralRow.objects.create(
        point=_screened(opened, "2", at=NOW), title="Mila", taken_at=NOW, state_since=NOW
    )
    take_step(opened, "referral_added", about=f"referral:{referral.key}")
    assert {row.rule for row in ClockRow.objects.all()} == {"assessment", "urgent_response"}
