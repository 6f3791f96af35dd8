"""The life of a model: every step of the table and no other, by a named human, with a reason."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from alongside.core import AlongsideError
from alongside.governance import LedgerUnavailable
from alongside.governance.decisions import MODEL_TRANSITIONS, ModelState
from alongside.privacy import Worker
from alongside.privacy.access import AccessDenied
from alongside.web.accounts.models import User
from alongside.web.accounts.workers import worker_from
from alongside.web.ledger.models import LedgerEntry
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.models.life import mark_tested, move
from alongside.web.models.models import ModelEvent, ModelVersion
from tests.web.models.conftest import Make
from tests.web.models.kept import BETTER_THAN_A_COIN, NOW, WHY

BY_HAND = (ModelState.RELEASED, ModelState.PAUSED, ModelState.RETIRED)


@pytest.mark.parametrize(("now", "then"), list(product(ModelState, BY_HAND)))
def test_every_step_of_the_table_and_no_other(
    make: Make, josef: Worker, now: ModelState, then: ModelState
) -> None:
    version = make(now)
    if then in MODEL_TRANSITIONS[now]:
        move(version, then, worker=josef, reason=WHY, now=NOW)
        assert version.life is then
    else:
        with pytest.raises(AlongsideError, match="AL-G010"):
            move(version, then, worker=josef, reason=WHY, now=NOW)
    kept = ModelVersion.objects.get(pk=version.pk)
    assert kept.life is (then if then in MODEL_TRANSITIONS[now] else now)


@pytest.mark.parametrize("now", [one for one in ModelState if one is not ModelState.DRAFT])
def test_only_a_draft_is_tested(make: Make, now: ModelState) -> None:
    version = make(now, card_json=BETTER_THAN_A_COIN)
    with pytest.raises(AlongsideError, match="AL-G010"):
        mark_tested(version, '{"of": "now"}', by="command line (noor)", now=NOW)
    assert ModelVersion.objects.get(pk=version.pk).card == BETTER_THAN_A_COIN


def test_no_command_and_no_worker_makes_a_draft_again_or_tests_by_hand(
    make: Make, josef: Worker
) -> None:
    version = make(ModelState.DRAFT)
    with pytest.raises(AccessDenied):
        move(version, ModelState.TESTED, worker=josef, reason=WHY, now=NOW)


def test_a_model_released_by_nobody(make: Make, josef: Worker, user_of) -> None:
    version = make()
    left = user_of("supervisor")
    left.is_active = False
    left.save()
    nobody = (None, josef, replace(josef, id="linkage"), replace(josef, id=""))
    for worker in nobody:
        with pytest.raises(AlongsideError, match="AL-G012"):
            move(version, ModelState.RELEASED, worker=worker, reason=WHY, now=NOW)
    assert ModelVersion.objects.get(pk=version.pk).life is ModelState.TESTED


@pytest.mark.parametrize("reason", ["", "   \n", "because", "x" * 401])
def test_a_model_released_without_a_reason(make: Make, josef: Worker, reason: str) -> None:
    version = make()
    with pytest.raises(AlongsideError, match="AL-G011"):
        move(version, ModelState.RELEASED, worker=josef, reason=reason, now=NOW)
    assert ModelVersion.objects.get(pk=version.pk).life is ModelState.TESTED


def test_the_database_itself_refuses_a_release_by_nobody(make: Make) -> None:
    version = make()
    said = {"model": version, "to_state": "released", "at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelEvent.objects.create(**said, by_command="a script", reason=WHY)
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelEvent.objects.create(**said, by=User.objects.first(), reason="")


@pytest.mark.parametrize(
    ("role", "to", "code"),
    [
        ("worker", ModelState.RELEASED, "AL-P001"),
        ("worker", ModelState.PAUSED, "AL-P001"),
        ("analyst", ModelState.RELEASED, "AL-P001"),
        ("auditor", ModelState.RETIRED, "AL-P001"),
        ("nonsense", ModelState.RELEASED, "AL-P002"),
    ],
)
def test_who_may_not(make: Make, user_of, role: str, to: ModelState, code: str) -> None:
    version = make(ModelState.RELEASED if to is ModelState.PAUSED else ModelState.TESTED)
    before = version.state
    with pytest.raises(AlongsideError, match=code):
        move(version, to, worker=worker_from(user_of(role)), reason=WHY, now=NOW)
    assert ModelVersion.objects.get(pk=version.pk).state == before


def test_an_analyst_may_pause_and_not_let_it_speak_again(make: Make, user_of) -> None:
    version, analyst = make(ModelState.RELEASED), worker_from(user_of("analyst"))
    move(version, ModelState.PAUSED, worker=analyst, reason="The extract looks odd", now=NOW)
    with pytest.raises(AccessDenied):
        move(version, ModelState.RELEASED, worker=analyst, reason=WHY, now=NOW)


def test_a_second_release_retires_the_first_and_both_say_so(make: Make, josef: Worker) -> None:
    first, second = make(ModelState.RELEASED), make()
    elsewhere = make(ModelState.RELEASED, name="placement", decision="placing")
    earlier = move(second, ModelState.RELEASED, worker=josef, reason=WHY, now=NOW)
    assert earlier == first
    states = dict(ModelVersion.objects.values_list("pk", "state"))
    assert states[first.pk] == "retired"
    assert states[second.pk] == "released"
    assert states[elsewhere.pk] == "released"
    last = first.events.order_by("-id")[0]
    assert last.reason == "report again, version 2, was released in its place"
    assert last.who == "The supervisor"


def test_a_release_also_ends_the_paused_one_of_another_name(make: Make, josef: Worker) -> None:
    paused, other = make(ModelState.PAUSED), make(name="other")
    assert move(other, ModelState.RELEASED, worker=josef, reason=WHY, now=NOW) == paused
    with pytest.raises(AlongsideError, match="AL-G010"):
        move(paused, ModelState.RELEASED, worker=josef, reason=WHY, now=NOW)


def test_speaking_again_after_a_pause_retires_nothing(make: Make, josef: Worker) -> None:
    version = make(ModelState.PAUSED)
    assert move(version, ModelState.RELEASED, worker=josef, reason=WHY, now=NOW) is None


def test_a_stale_copy_decides_nothing(make: Make, josef: Worker) -> None:
    version = make()
    stale = ModelVersion.objects.get(pk=version.pk)
    move(version, ModelState.RETIRED, worker=josef, reason=WHY, now=NOW)
    with pytest.raises(AlongsideError, match="AL-G010"):
        move(stale, ModelState.RELEASED, worker=josef, reason=WHY, now=NOW)


def test_every_step_is_a_line_of_the_ledger_and_names_the_bytes(make: Make) -> None:
    version = make(ModelState.PAUSED)
    thing = f"report_again/1@{version.released_sha256}"
    lines = LedgerEntry.objects.filter(object_kind="model", object_id=thing).order_by("id")
    assert [(line.verb, line.channel) for line in lines] == [
        ("trained_model", "command"),
        ("tested_model", "command"),
        ("release_model", "page"),
        ("pause_model", "page"),
    ]
    assert lines[2].reason == WHY
    assert lines[2].worker_id == str(User.objects.get(email="supervisor@example.org").pk)
    assert [(one.from_state, one.to_state) for one in version.events.order_by("id")] == [
        ("", "draft"),
        ("draft", "tested"),
        ("tested", "released"),
        ("released", "paused"),
    ]


def test_without_a_ledger_nothing_moves(make: Make, josef: Worker, monkeypatch) -> None:
    version = make()

    def full(self: DatabaseLedger, entry: object) -> None:
        raise LedgerUnavailable

    monkeypatch.setattr(DatabaseLedger, "write", full)
    with pytest.raises(LedgerUnavailable):
        move(version, ModelState.RELEASED, worker=josef, reason=WHY, now=NOW)
    assert ModelVersion.objects.get(pk=version.pk).life is ModelState.TESTED
    assert version.events.count() == 2


def test_versions_of_a_name_are_numbered(make: Make) -> None:
    numbers = [make(name=name).version for name in ("again", "again", "placement", "again")]
    assert numbers == [1, 2, 1, 3]


@pytest.mark.parametrize(
    ("card", "seen"),
    [
        ("{}", "no card"),
        ('{"quality": {"auc": {"low": 0.49}}}', "from a coin"),
        ('{"quality": {"auc": {"low": 0.5}}}', "from a coin"),
    ],
)
def test_what_is_no_better_than_a_coin_is_released_by_nobody(
    card: str, seen: str, make: Make, josef: Worker
) -> None:
    version = make(ModelState.TESTED, card_json=card)
    with pytest.raises(AlongsideError, match=seen) as caught:
        move(version, ModelState.RELEASED, worker=josef, reason=WHY, now=NOW)
    assert caught.value.code == "AL-G013"
    version.refresh_from_db()
    assert version.life is ModelState.TESTED
