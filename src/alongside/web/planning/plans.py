"""What safety plan and case plan share: drafts, versions, signatures, the step into force."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from alongside.governance.casework import (
    PLAN_TRANSITIONS,
    CaseState,
    PlanState,
    check_move,
    state_after,
)
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import hold, take_step
from alongside.web.planning.about import living_people_of, say_about_now
from alongside.web.planning.actions import doing_of, keep_doings
from alongside.web.planning.errors import WrittenMeanwhile, no_longer_a_draft
from alongside.web.planning.models import GoalRow, PlanRow, SignatureRow
from alongside.web.planning.naming import Doer, doers_of

SAFETY, CASE = "safety", "case"
BEGUN = {SAFETY: "safety_plan_begun", CASE: "case_plan_agreed"}
ENDED = {SAFETY: "safety_plan_ended", CASE: "case_plan_ended"}
IN_PERSON, BY_PHONE = "in_person", "by_phone"
TAKEN_OVER = ("worry", "worry_source", "otherwise")
GOAL_PARTS = (
    "lineage",
    "position",
    "words",
    "said_by",
    "said_on",
    "why",
    "know",
    "supports",
    "services",
    "reached_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What somebody said to a plan: in person by typing the name, or by phone to a worker."""

    name: str
    how: str = IN_PERSON
    agrees: bool = True
    says: str = ""


def plan_of(opened: OpenedCase, key: UUID) -> PlanRow:
    """The plan of an address, of this case."""
    row = PlanRow.objects.filter(case=opened.row, key=key).first()
    if row is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    return row


def plan_in_force(opened: OpenedCase, kind: str) -> PlanRow | None:
    """The plan that holds now."""
    return plans_of(opened, kind, PlanState.IN_FORCE)


def draft_of(opened: OpenedCase, kind: str) -> PlanRow | None:
    """The version that is being written."""
    return plans_of(opened, kind, PlanState.DRAFT)


def plans_of(opened: OpenedCase, kind: str, state: PlanState) -> PlanRow | None:
    """The newest plan of a kind in a state."""
    rows = PlanRow.objects.filter(case=opened.row, kind=kind, state=state.value)
    return rows.order_by("-id").first()


def draft_plan(opened: OpenedCase, kind: str, *, start_from: PlanRow | None = None) -> PlanRow:
    """A draft to write on: the one there is, or a new version that starts from what holds.

    ``start_from`` names an earlier plan instead, such as one that ended.
    """
    opened.check(Verb.WORK_CASES)
    with transaction.atomic():
        state_after(BEGUN[kind], CaseState(hold(opened).state))  # a closed case takes no plan
        there = draft_of(opened, kind)
        return there or _new_draft(opened, kind, start_from or plan_in_force(opened, kind))


def _new_draft(opened: OpenedCase, kind: str, old: PlanRow | None) -> PlanRow:
    worker, now = opened.acting.access.worker.id, opened.acting.now
    made = PlanRow.objects.create(
        case=opened.row,
        kind=kind,
        version=PlanRow.objects.filter(case=opened.row, kind=kind).count() + 1,
        replaces=old,
        made_by_id=worker,
        made_at=now,
        written_by_id=worker,
        written_at=now,
        **({name: getattr(old, name) for name in TAKEN_OVER} if old else {}),
    )
    part_of_case = {one.person_id for one in opened.people}
    people = set(living_people_of("plan", old.pk)) & part_of_case if old else set()
    say_about_now(opened, "plan", made.pk, people or set(opened.focus))
    if old:
        _take_over(opened, old, made)
    opened.acting.note(Verb.WORK_CASES, "plan", str(made.key), reason=f"{kind}_plan_drafted")
    return made


def _take_over(opened: OpenedCase, old: PlanRow, new: PlanRow) -> None:
    """Every line and goal of the old version, with what was done and reached."""
    known = doers_of(opened)
    lines = old.actions.filter(goal__isnull=True).order_by("position")
    keep_doings(opened.row, map(doing_of, lines), offered=known, plan=new)
    for goal in old.goals.order_by("position"):
        parts = {name: getattr(goal, name) for name in GOAL_PARTS}
        copy = GoalRow.objects.create(plan=new, **parts)
        steps = goal.actions.order_by("position")
        keep_doings(opened.row, map(doing_of, steps), offered=known, plan=new, goal=copy)


def hold_draft(opened: OpenedCase, plan: PlanRow, revision: int | None) -> PlanRow:
    """The draft, held; ``revision`` is the one that the writer had read.

    Raises
    ------
    AlongsideError
        ``AL-U081`` when somebody wrote meanwhile, ``AL-U084`` when it is no draft any more.
    """
    opened.check(Verb.WORK_CASES)
    row = PlanRow.objects.select_for_update().get(pk=plan.pk)
    if row.state != PlanState.DRAFT.value:
        raise no_longer_a_draft()
    if revision is not None and revision != row.revision:
        raise WrittenMeanwhile()
    return row


def written(opened: OpenedCase, row: PlanRow) -> None:
    """Count the draft on: it was written now, and earlier signatures were to another text."""
    row.revision += 1
    row.written_by_id = UUID(opened.acting.access.worker.id)
    row.written_at = opened.acting.now
    row.save()
    opened.acting.note(Verb.WORK_CASES, "plan", str(row.key), reason="plan_written")


def sign_plan(opened: OpenedCase, plan: PlanRow, signing: Signing) -> SignatureRow:
    """Keep that somebody agrees to the plan as it reads now, or does not and what they say."""
    opened.check(Verb.WORK_CASES)
    known = [one for one in doers_of(opened) if one.person_id]
    with transaction.atomic():
        row = PlanRow.objects.select_for_update().get(pk=plan.pk)
        if row.state not in (PlanState.DRAFT.value, PlanState.IN_FORCE.value):
            raise no_longer_a_draft()
        made: SignatureRow = SignatureRow.objects.create(
            plan=row,
            revision=row.revision,
            name=" ".join(signing.name.split()),
            person_id=_person_called(signing.name, known),
            agrees=signing.agrees,
            says=signing.says.strip(),
            how=signing.how,
            at=opened.acting.now,
            by_id=opened.acting.access.worker.id,
        )
        opened.acting.note(Verb.WORK_CASES, "plan", str(row.key), reason="plan_signed")
    return made


def _person_called(name: str, known: list[Doer]) -> UUID | None:
    same = [one for one in known if one.name.casefold() == " ".join(name.split()).casefold()]
    return same[0].person_id if len(same) == 1 else None


def signatures_of(plan: PlanRow) -> list[SignatureRow]:
    """What each person said last to the plan as it reads now, in the order they said it."""
    rows = SignatureRow.objects.filter(plan=plan, revision=plan.revision).select_related("by")
    newest = {row.name.casefold(): row for row in rows.order_by("id")}
    return sorted(newest.values(), key=lambda row: row.pk)


def put_in_force(opened: OpenedCase, row: PlanRow) -> None:
    """The draft holds from now on, and the one it replaces is replaced. In a transaction."""
    check_move(PLAN_TRANSITIONS, PlanState(row.state), PlanState.IN_FORCE)
    old = plan_in_force(opened, row.kind)
    if old:
        check_move(PLAN_TRANSITIONS, PlanState(old.state), PlanState.REPLACED)
        old.state, old.ended_at = PlanState.REPLACED.value, opened.acting.now
        old.save(update_fields=["state", "ended_at"])
    row.state, row.in_force_at = PlanState.IN_FORCE.value, opened.acting.now
    row.from_on = row.from_on or opened.today
    row.save()
    people = living_people_of("plan", row.pk)
    take_step(opened, BEGUN[row.kind], people=people, about=f"plan:{row.pk}")


def end_plan(opened: OpenedCase, plan: PlanRow, reason: str) -> None:
    """End a plan that holds, or put a draft away, and say why; it stays to be read."""
    opened.check(Verb.WORK_CASES)
    with transaction.atomic():
        row = PlanRow.objects.select_for_update().get(pk=plan.pk)
        held = row.state == PlanState.IN_FORCE.value
        check_move(PLAN_TRANSITIONS, PlanState(row.state), PlanState.ENDED)
        row.state, row.ended_at = PlanState.ENDED.value, opened.acting.now
        row.ended_reason = reason.strip()
        row.save(update_fields=["state", "ended_at", "ended_reason"])
        people = living_people_of("plan", row.pk)
        if held:
            take_step(opened, ENDED[row.kind], people=people, reason=reason, about=f"plan:{row.pk}")
        else:
            opened.acting.note(Verb.WORK_CASES, "plan", str(row.key), reason="draft_put_away")
