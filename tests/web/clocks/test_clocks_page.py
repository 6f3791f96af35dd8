"""``/cases/<key>/clocks/``: what runs and why, and the steps that only clocks wait for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from alongside.agency import Agency, read_agency
from alongside.governance.casework import CASE_STEPS, CaseState
from alongside.web.cases.models import StepRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import take_step
from alongside.web.clocks.doing import PLACES
from alongside.web.clocks.models import ClockRow
from alongside.web.ledger.models import LedgerEntry
from tests.web.casework import make_case, make_worker, signed_in

pytestmark = pytest.mark.usefixtures("agency")


def _case(**values: object) -> OpenedCase:
    """A case that was opened three days ago."""
    now = timezone.now() - timedelta(days=3)
    return make_case(make_worker("Amara Whitlock"), now=now, **values)  # type: ignore[arg-type]


def _page(opened: OpenedCase) -> str:
    return f"/cases/{opened.key}/clocks/"


def _html(client: Client, opened: OpenedCase) -> str:
    answer = client.get(_page(opened))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_what_is_due_since_what_and_where_that_comes_from() -> None:
    opened = _case()
    take_step(opened, "child_placed", people=[opened.focus[0]])
    html = _html(signed_in(opened.row.worker), opened)
    assert "Finish the assessment" in html
    assert "day 3 of 45" in html
    assert "Review the case of a child in foster care: <bdi>Mila Hartmann</bdi></a>" in html
    assert "15 of the last 22 months from: A child moved to live elsewhere" in html
    assert 'href="https://www.law.cornell.edu/uscode/text/42/675"' in html
    assert LedgerEntry.objects.filter(verb="view_cases", object_id=str(opened.key)).exists()


def test_a_step_that_no_other_page_takes_is_written_down_and_counted() -> None:
    opened = _case()
    mila = str(opened.focus[0])
    client = signed_in(opened.row.worker)
    today = timezone.localdate()
    answer = client.post(
        _page(opened), {"kind": "urgent_response_owed", "on": today.isoformat(), "people": [mila]}
    )
    assert answer.status_code == 302
    assert StepRow.objects.get(kind="urgent_response_owed").people == [mila]
    assert ClockRow.objects.get(rule="urgent_response").stopped_at is None
    assert "The clocks were counted again" in _html(client, opened)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("kind", "case_closed", "Select a valid choice"),  # closing has its own page and rule
        ("kind", "", "Choose what happened"),
        ("on", "2999-01-01", "This day has not come yet"),
        ("on", "31 February", "Write the day as the field shows it"),
        ("people", [], "Choose whom it concerns"),
        ("people", ["0190f3a0-0000-7000-8000-000000000000"], "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_kept_nowhere(field: str, value: object, says: str) -> None:
    opened = _case()
    filled = {
        "kind": "urgent_response_owed",
        "on": timezone.localdate().isoformat(),
        "people": [str(opened.focus[0])],
        "reason": "<script>alert(1)</script>",
        field: value,
    }
    answer = signed_in(opened.row.worker).post(_page(opened), filled)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert says in html
    assert "<script>alert(1)" not in html  # what she wrote is offered again, as text
    assert "&lt;script&gt;" in html
    assert not StepRow.objects.filter(kind=filled["kind"]).exclude(kind="case_opened").exists()


def test_a_team_mate_reads_and_another_team_finds_nothing() -> None:
    opened = _case()
    mate = signed_in(make_worker("Ben Osei"))
    assert "Write down what happened" not in _html(mate, opened)
    assert mate.post(_page(opened), {"kind": "petition_decided"}).status_code == 403
    other = signed_in(make_worker("Cleo Brandt", team="South"))
    assert other.get(_page(opened)).status_code == 404
    assert other.post(_page(opened), {"kind": "petition_decided"}).status_code == 404
    assert Client().get(_page(opened)).status_code == 302


def test_a_closed_case_keeps_what_was_and_takes_no_step() -> None:
    opened = _case(state=CaseState.SUPPORTING)
    take_step(opened, "case_closed")
    client = signed_in(opened.row.worker)
    html = _html(client, opened)
    assert "No clock runs" in html
    assert "Ended" in html
    assert "Write down what happened" not in html
    filled = {
        "kind": "petition_decided",
        "on": timezone.localdate().isoformat(),
        "people": [str(opened.focus[0])],
    }
    answer = client.post(_page(opened), filled)
    assert answer.status_code == 422
    assert "AL-G041" in answer.content.decode()


def test_only_steps_that_a_rule_here_waits_for_are_offered(
    agency: Agency, settings: Settings
) -> None:
    opened = _case()
    client = signed_in(opened.row.worker)
    assert "petition_decided" in _html(client, opened)
    (agency.folder / "jurisdictions").mkdir()
    own = agency.folder / "jurisdictions" / "us-example.toml"
    own.write_text('title = "Ours"\nlike = "wales"\n')
    settings.ALONGSIDE_AGENCY = read_agency(agency.folder)
    html = _html(client, opened)
    assert "petition_decided" not in html
    assert "protection_plan_begun" in html
    assert "by the rules for Ours" in html


def test_each_clock_leads_to_where_it_is_answered() -> None:
    opened = _case()
    take_step(opened, "case_accepted")
    take_step(opened, "child_placed")
    take_step(opened, "urgent_response_owed")
    html = _html(signed_in(opened.row.worker), opened)
    case = f"/cases/{opened.key}"
    for says, href in {
        "Finish the assessment": f"{case}/forms/",
        "See the child: it is urgent": f"{case}/visits/",
        "Talk the case over in supervision": f"{case}/plan/supervision/new/",
        "Agree the case plan": f"{case}/plan/",
        "Decide whether to ask the court to end parental rights": f"{case}/clocks/#write-h",
    }.items():
        assert f'<a href="{href}">{says}' in html, says


def test_every_place_that_a_clock_leads_to_is_there() -> None:
    opened = _case()
    for kind, place in PLACES.items():
        assert kind in CASE_STEPS
        assert reverse(place, kwargs={"key": opened.key})
