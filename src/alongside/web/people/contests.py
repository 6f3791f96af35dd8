"""*This is wrong*: keep what was said, answer it by name, never touch the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alongside.core import Sensitivity
from alongside.governance import Entry, Ledger
from alongside.privacy import Access, Verb, check_can
from alongside.privacy.access import Guarded
from alongside.web.people.models import Contest
from alongside.web.people.names import WorkerNames
from alongside.web.people.opening import Opening
from alongside.web.people.words import DateWords
from alongside.web.publishing.models import OutboxRow


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The thing that is said to be wrong, as the page names it, and who may know of it."""

    kind: str  # record, event, link
    id: str
    says: str
    sensitivity: Sensitivity
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A contest as it stands beside the thing it is about."""

    contest: Contest
    sentence: SafeString


def contests_of(person_ids: Iterable[UUID], *, known_by: datetime) -> list[Contest]:
    """What was said by then about these ids of a person, newest first; answers given later too."""
    rows = Contest.objects.filter(person_id__in=list(person_ids), at__lte=known_by)
    return list(rows.order_by("-at", "-id"))


def said_by_thing(
    contests: Iterable[Contest],
    kind: str,
    *,
    say: DateWords,
    names: WorkerNames,
    known_by: datetime,
) -> dict[str, Said]:
    """The newest contest about each thing of a kind."""
    said: dict[str, Said] = {}
    for contest in contests:
        if contest.about_kind == kind and contest.about_id not in said:
            said[contest.about_id] = Said(
                contest=contest, sentence=_sentence(contest, say, names, known_by=known_by)
            )
    return said


def _sentence(
    contest: Contest, say: DateWords, names: WorkerNames, *, known_by: datetime
) -> SafeString:
    """*Said to be wrong by … on …, answer owed*, or what was answered."""
    who = names.of(contest.by_id)
    if contest.said_by_client:
        who = _("the person themselves, written down by %(name)s") % {"name": who}
    words = {"who": who, "day": say.day(say.local(contest.at)), "said": contest.said}
    if contest.answered_at is None or contest.answered_at > known_by:
        text = _("Said to be wrong by %(who)s on %(day)s, answer owed: “%(said)s”") % words
    else:
        words["answered_by"] = names.of(contest.answered_by_id)
        words["answer"] = contest.answer
        text = (
            _(
                "Said to be wrong by %(who)s on %(day)s: “%(said)s” "
                "%(answered_by)s answered: “%(answer)s”"
            )
            % words
        )
    return mark_safe(escape(text))  # noqa: S308 - escaped in the same breath


def say_wrong(
    about: About, *, opening: Opening, said: str, said_by_client: bool, ledger: Ledger
) -> Contest:
    """Keep what was said, in the ledger, the contests and the outbox together.

    Raises
    ------
    AccessDenied
        When the worker may not contest.
    """
    access, person_id = opening.access, opening.where.person_id
    guarded = Guarded(person_id=str(person_id), sealed=opening.where.sealed)
    check_can(access.worker, Verb.CONTEST_RECORD, guarded, purpose=access.purpose)
    with transaction.atomic():
        contest = Contest.objects.create(
            person_id=person_id,
            about_kind=about.kind,
            about_id=about.id,
            about_says=about.says[:300],
            sensitivity=int(about.sensitivity),
            purposes=list(about.purposes),
            said=said,
            said_by_client=said_by_client,
            by_id=access.worker.id,
            at=opening.now,
        )
        verb = Verb.CONTEST_RECORD
        ledger.write(_entry(contest, verb, access, now=opening.now, address=opening.address))
        _tell_timeline(contest, "record_contested", access.worker.id, opening.now)
    return contest


def answer_contest(
    contest: Contest,
    *,
    answer: str,
    access: Access,
    ledger: Ledger,
    now: datetime,
    address: str = "",
) -> None:
    """Answer what was said. The record itself is left for its source to correct.

    Raises
    ------
    AccessDenied
        When the worker may not answer.
    """
    check_can(access.worker, Verb.ANSWER_CONTEST, purpose=access.purpose)
    with transaction.atomic():
        ledger.write(_entry(contest, Verb.ANSWER_CONTEST, access, now=now, address=address))
        answered = Contest.objects.filter(id=contest.id, answered_at__isnull=True).update(
            answer=answer, answered_by_id=access.worker.id, answered_at=now
        )
        if answered:  # a colleague may have been faster; her answer stands
            _tell_timeline(contest, "contest_answered", access.worker.id, now)


def _entry(contest: Contest, verb: Verb, access: Access, *, now: datetime, address: str) -> Entry:
    return Entry(
        at=now,
        worker_id=access.worker.id,
        verb=verb.value,
        object_kind="person",
        object_id=str(contest.person_id),
        purpose=access.purpose,
        reason=f"contest {contest.id}",
        as_of=access.as_of,
        address=address,
    )


def _tell_timeline(contest: Contest, kind: str, by: str, now: datetime) -> None:
    OutboxRow.objects.create(
        kind=kind,
        person_id=contest.person_id,
        happened_at=now,
        known_at=now,
        sensitivity=contest.sensitivity,
        purposes=contest.purposes,
        by=by,
    )
