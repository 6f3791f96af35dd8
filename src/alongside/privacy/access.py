"""Access: who asks, for what purpose, as of when; and the one place that answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from alongside.core import AlongsideError, ExitCode, Sensitivity
from alongside.privacy.roles import Role


class Verb(StrEnum):
    """What somebody may do. Each is a key of a role's ``verbs``."""

    SEARCH_PEOPLE = "search_people"
    VIEW_PERSON = "view_person"
    CONTEST_RECORD = "contest_record"
    ANSWER_CONTEST = "answer_contest"
    REVIEW_LINKS = "review_links"
    CHANGE_IDENTITY = "change_identity"
    SEAL_PERSON = "seal_person"
    VIEW_SOURCES = "view_sources"
    VIEW_REJECTS = "view_rejects"
    VIEW_LEDGER = "view_ledger"
    VIEW_OWN_VIEWS = "view_own_views"
    VIEW_DECISIONS = "view_decisions"
    DECIDE = "decide"
    VIEW_ADVICE = "view_advice"
    REVIEW_DECISIONS = "review_decisions"
    VIEW_MODELS = "view_models"
    RELEASE_MODEL = "release_model"
    PAUSE_MODEL = "pause_model"
    TRAIN_MODEL = "train_model"
    IDENTIFY_ROWS = "identify_rows"
    MAKE_REFERRAL = "make_referral"
    VIEW_REPORTER = "view_reporter"
    VIEW_CASES = "view_cases"
    WORK_CASES = "work_cases"
    ALLOCATE_CASES = "allocate_cases"
    SUPERVISE_CASES = "supervise_cases"
    EDIT_FORMS = "edit_forms"
    VIEW_TEAM = "view_team"


class Refusal(StrEnum):
    """Why not. A hidden thing and a missing thing give the reader the same answer."""

    NOT_YOURS = "not_yours"  # answer as if it did not exist (404)
    READ_ONLY = "read_only"  # may see, may not change (403)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A signed-in human being, with the roles the agency gave her."""

    id: str
    name: str
    roles: tuple[Role, ...]
    named_on: frozenset[str] = field(default_factory=frozenset)  # sealed people she may see
    team: str = ""

    def may(self, verb: Verb) -> bool:
        """Whether any of her roles has the verb."""
        return any(verb in role.verbs for role in self.roles)

    def clearance(self, purpose: str) -> Sensitivity | None:
        """The highest sensitivity she may see for a purpose; ``None``: not hers."""
        levels = [role.clearance for role in self.roles if purpose in role.purposes]
        return max(levels) if levels else None

    @property
    def purposes(self) -> tuple[str, ...]:
        """Her purposes in the order of her roles, each once."""
        return tuple(dict.fromkeys(p for role in self.roles for p in role.purposes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The ticket that every person-level read needs; written to the ledger before data return."""

    worker: Worker
    purpose: str
    as_of: datetime
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.purpose:
            raise ValueError("access needs a purpose; forgetting it denies")
        if self.as_of.tzinfo is None:
            raise ValueError("as_of must be an aware datetime")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """What of a person decides about access."""

    person_id: str
    sealed: bool = False


def can(
    worker: Worker, verb: Verb, thing: Guarded | None = None, *, purpose: str | None = None
) -> Refusal | None:
    """Whether ``worker`` may do ``verb`` to ``thing``; ``None`` means yes.

    A sealed person is open only to those named on the seal. A worker who may view the person but
    lacks the verb is told that it is read-only; everybody else learns nothing.
    """
    if thing is not None and thing.sealed and thing.person_id not in worker.named_on:
        return Refusal.NOT_YOURS
    if purpose is not None and worker.clearance(purpose) is None:
        return Refusal.NOT_YOURS
    if worker.may(verb):
        return None
    if thing is not None and worker.may(Verb.VIEW_PERSON):
        return Refusal.READ_ONLY
    return Refusal.NOT_YOURS


class AccessDenied(AlongsideError):
    """Raised by :func:`check_can`; the web turns it into 404 or 403."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        readable = refusal is Refusal.READ_ONLY
        super().__init__(
            "AL-P001" if readable else "AL-P002",
            seen="You may look at this, but not change it" if readable else "There is nothing here",
            do="Ask your supervisor if you need to" if readable else "Check the address or search",
            exit_code=ExitCode.REFUSED,
        )


def check_can(
    worker: Worker, verb: Verb, thing: Guarded | None = None, *, purpose: str | None = None
) -> None:
    """Raise :class:`AccessDenied` unless :func:`can` says yes."""
    refusal = can(worker, verb, thing, purpose=purpose)
    if refusal is not None:
        raise AccessDenied(refusal)


class _Event(Protocol):
    @property
    def sensitivity(self) -> Sensitivity: ...
    @property
    def purposes(self) -> frozenset[str]: ...


E = TypeVar("E", bound=_Event)


def visible_events(events: Iterable[E], access: Access) -> tuple[list[E], int]:
    """The events that the access may see, and how many it may not."""
    clearance = access.worker.clearance(access.purpose)
    if clearance is None:
        return [], sum(1 for _ in events)
    seen, hidden = [], 0
    for event in events:
        if access.purpose in event.purposes and event.sensitivity <= clearance:
            seen.append(event)
        else:
            hidden += 1
    return seen, hidden


def roles_named(names: Iterable[str], roles: Mapping[str, Role]) -> tuple[Role, ...]:
    """The roles with these names; unknown names give no right."""
    return tuple(roles[name] for name in names if name in roles)
