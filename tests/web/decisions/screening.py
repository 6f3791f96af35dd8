"""A town whose referrals are screened, and a small released model whose numbers are known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from alongside.agency import read_agency
from alongside.agency.model_file import Aggregate, Scope, UseEntry
from alongside.governance import ModelState
from alongside.risk.helped import Helped
from alongside.risk.released import About, Calibrator, Pins, Released, ReleasedFeature
from alongside.web.accounts.models import User
from alongside.web.accounts.workers import worker_from
from alongside.web.models.life import mark_tested, move
from alongside.web.models.models import ModelVersion
from alongside.web.models.storing import store_trained
from tests.web.people.town import Town

DECISION = """\
title = "Screen a referral"
question = "What happens with this referral?"
opens = "referral"
closes = ["screened"]
source = "cases"
due_days = 2
likelihood_of = "harm is confirmed within a year"
[[choice]]
name = "visit"
says = "Screen in: somebody visits"
[[choice]]
name = "close"
says = "Screen out"
[[choice]]
name = "pass_on"
says = "Passed to the police"
needs_reason = false
"""
HELP = """\
[circumstance.violence]
says = "Violence at home"
[[circumstance.violence.support]]
name = "safety_plan"
says = "A safety plan with the person"
grade = "low"
because = "Two small trials"
"""
MODEL = """\
title = "Harm confirmed"
decision = "screening"
purposes = ["casework"]
counts = "referrals"
use_for = ["a second look at a referral"]
not_for = ["anything else"]
cannot_know = ["Who asked for help"]
[cohort.which]
kinds = ["referral"]
[label]
within_days = 365
says = "had harm confirmed within a year"
stands_for = "a child is hurt"
mismatch = "Whoever is watched more is found more often."
which = { kinds = ["screened"] }
[[feature]]
name = "calls"
says = "{n} call(s) to the home in the last year"
says_none = "no call to the home in the last year"
aggregate = "count"
window_days = 365
circumstance = "violence"
which = { kinds = ["call_out"] }
[[feature]]
name = "earlier"
says = "{n} earlier referrals"
says_none = "no earlier referral"
aggregate = "count"
which = { kinds = ["referral"] }
[[feature]]
name = "school"
says = "{n} half terms known"
aggregate = "count"
which = { kinds = ["attendance"] }
"""
ESTIMATE, LOW, HIGH, BASE = 0.77, 0.68, 0.86, 0.63  # none of them a day, month, hour or minute


def screens(town: Town) -> None:
    """Let the town's agency screen referrals, and know what may help."""
    for folder, name, text in (
        ("decisions", "screening.toml", DECISION),
        ("guidelines", "help.toml", HELP),
        ("models", "harm.toml", MODEL),
    ):
        (town.agency.folder / folder).mkdir(exist_ok=True)
        (town.agency.folder / folder / name).write_text(text)
    settings.ALONGSIDE_AGENCY = town.agency = read_agency(town.agency.folder)


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def refer(town: Town, person: UUID, *, days: int = 1, key: str = "ref-1", **values: Any) -> str:
    """A referral about a person that waits; returns its page."""
    record = next(one for one, owner in town.owner.items() if owner[0] == person)
    town.event(record, ago(days), key=key, **{"detail": "from the school", **values})
    return f"/decisions/screening/cases/{key}/"


def close(town: Town, person: UUID, key: str = "ref-1", **values: Any) -> None:
    """The case system says that it was screened there."""
    record = next(one for one, owner in town.owner.items() if owner[0] == person)
    town.event(
        record,
        ago(0),
        key=key,
        kind="screened",
        detail="out",
        event_id=f"cases:screened-{key}",
        **values,
    )


def release(
    user: User,
    state: ModelState = ModelState.RELEASED,
    *,
    card: str = '{"quality": {"auc": {"low": 0.6}}}',
    helped: tuple[Helped, ...] = (),
    **use: Any,
) -> ModelVersion:
    """A version of the model in the register, moved there by the rules."""
    now = timezone.now()
    data = small_model(helped, **use).to_bytes()
    text = MODEL + "\n[use]\n" + "".join(f"{key} = {list(said)}\n" for key, said in use.items())
    version = store_trained("harm", "screening", text, data, by="command line (noor)", now=now)
    mark_tested(version, card, by="command line (noor)", now=now)
    steps = {
        ModelState.TESTED: (),
        ModelState.RELEASED: (ModelState.RELEASED,),
        ModelState.PAUSED: (ModelState.RELEASED, ModelState.PAUSED),
        ModelState.RETIRED: (ModelState.RELEASED, ModelState.RETIRED),
    }
    for step in steps[state]:
        move(version, step, worker=worker_from(user), reason="Read in the team twice", now=now)
    return version


def small_model(helped: tuple[Helped, ...] = (), **use: Any) -> Released:
    """Three features; what puts one referral above the others is a call to the home."""
    return Released(
        name="harm",
        about=About(
            title="Harm confirmed",
            decision="screening",
            purposes=("casework",),
            counts="referrals",
            label_says="had harm confirmed within a year",
            stands_for="a child is hurt",
            mismatch="Whoever is watched more is found more often.",
            within_days=365,
            use_for=("a second look at a referral",),
            not_for=("anything else",),
            cannot_know=("Who asked for help",),
        ),
        intercept=0.5,
        base=BASE,
        features=(
            _feature("calls", "{n} call(s) to the home in the last year", (-0.2, 0.9), "violence"),
            _feature("earlier", "{n} earlier referrals", (-0.3, 0.4)),
            _feature("school", "{n} half terms known", (0.1, -0.5)),
        ),
        pairs=(),
        shapes=(),
        calibrator=Calibrator(
            edges=(0.2, 0.6, 1.0, 1.4),
            zero=(0.3, 0.45, 0.55, 0.6, LOW),
            one=(0.4, 0.55, 0.7, 0.8, HIGH),
            estimate=(0.35, 0.5, BASE, 0.7, ESTIMATE),
            low=(0.3, 0.45, 0.55, 0.6, LOW),
            high=(0.4, 0.55, 0.7, 0.8, HIGH),
            swing=0.0,
            rows=2000,
            events=1260,
        ),
        most_missing=3,
        helped=helped,
        use=UseEntry(**use),
        pins=Pins(
            model_file="0" * 64, data="1" * 64, code="2" * 64, version="0", generation="g", seed=1
        ),
    )


def _feature(
    name: str, says: str, scores: tuple[float, float], circumstance: str | None = None
) -> ReleasedFeature:
    kind = {"calls": "call_out", "earlier": "referral", "school": "attendance"}[name]
    return ReleasedFeature(
        name=name,
        says=says,
        says_none=f"no {kind}",
        kinds=(kind,),
        circumstance=circumstance,
        of=Scope.PERSON,
        aggregate=Aggregate.COUNT,
        window_days=365 if name == "calls" else None,
        cuts=(0.5,),
        scores=scores,
        missing=0.0,
        learnt=scores,
        shares=(0.6, 0.4),
        missing_share=0.0,
        pair_cuts=(),
        seen_low=0.0,
        seen_high=90.0,
    )
