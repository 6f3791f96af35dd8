"""Who may see and change a case: those who work on it, their team, its supervisors."""

from __future__ import annotations

from dataclasses import dataclass, field

from alongside.privacy.access import Access, AccessDenied, Refusal, Verb, Worker

# what a team mate may do to a case that is not hers: look, so that somebody can stand in
READS = frozenset({Verb.VIEW_CASES})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseGuard:
    """What of a case decides about access."""

    team: str
    workers: frozenset[str] = field(default_factory=frozenset)  # ids: said yes to it
    asked_workers: frozenset[str] = field(default_factory=frozenset)  # it was offered to them
    asked_teams: frozenset[str] = field(default_factory=frozenset)  # may give it to a worker
    sealed_people: frozenset[str] = field(default_factory=frozenset)
    sensitivity: int = 1
    purposes: frozenset[str] = field(default_factory=frozenset)


def can_case(access: Access, verb: Verb, guard: CaseGuard) -> Refusal | None:
    """Whether the worker of an access may do ``verb`` to a case; ``None`` means yes.

    Her own case, her team's, and one that is offered to her: she may look. Her own: she may work on
    it. A supervisor of the team may do what her verbs say; one of a team that it is offered to may
    allocate it. Everybody else learns nothing, not even that it is there.
    """
    worker = access.worker
    if not guard.sealed_people <= worker.named_on or not _clears(access, guard):
        return Refusal.NOT_YOURS
    own, gives = worker.id in guard.workers, _gives(worker, guard)
    looks = own or gives or worker.id in guard.asked_workers or _same_team(worker, guard)
    if not worker.may(Verb.VIEW_CASES) or not looks:
        return Refusal.NOT_YOURS
    if verb in READS or (gives and verb is Verb.ALLOCATE_CASES):
        return None
    leads = worker.may(Verb.SUPERVISE_CASES) and _same_team(worker, guard)
    return None if worker.may(verb) and (own or leads) else Refusal.READ_ONLY


def check_can_case(access: Access, verb: Verb, guard: CaseGuard) -> None:
    """Raise :class:`~alongside.privacy.access.AccessDenied` unless :func:`can_case` says yes."""
    refusal = can_case(access, verb, guard)
    if refusal is not None:
        raise AccessDenied(refusal)


def _same_team(worker: Worker, guard: CaseGuard) -> bool:
    return bool(worker.team) and worker.team == guard.team


def _gives(worker: Worker, guard: CaseGuard) -> bool:
    """Whether it is offered to her team, where she gives cases to workers."""
    return worker.may(Verb.ALLOCATE_CASES) and worker.team in guard.asked_teams - {""}


def _clears(access: Access, guard: CaseGuard) -> bool:
    clearance = access.worker.clearance(access.purpose)
    return (
        clearance is not None
        and access.purpose in guard.purposes
        and guard.sensitivity <= clearance
    )
