"""Take a referral down: one transaction from what was said to what waits for a decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.actions.outbox import outbox_record
from alongside.core import AlongsideError, ExitCode
from alongside.privacy import Verb, check_can
from alongside.web.agency import current_agency
from alongside.web.decisions.models import PointRow
from alongside.web.decisions.waiting import names_for
from alongside.web.facts.about import say_about
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import OUTBOX_SOURCE, living
from alongside.web.identity.said import PURPOSES, SENSITIVITY, Said, mint_person
from alongside.web.publishing.models import OutboxRow
from alongside.web.referrals.models import ReferralPersonRow, ReferralRow, ReporterRow
from alongside.web.referrals.telling import tell
from alongside.web.referrals.words import title_of

OPENS = "referral"  # the kind of our event, which the agency's decision file opens on


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody whom a referral is about: known, or written down with it."""

    part: str
    person_id: UUID | None = None
    said: Said = field(default_factory=Said)

    @property
    def in_focus(self) -> bool:
        """Whether the referral is about them: it is about children."""
        return self.part == "child"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Who reported, kept apart from what was said."""

    name: str = ""
    relation: str = ""
    contact: str = ""
    wants_no_name: bool = False

    def __bool__(self) -> bool:
        return bool(self.name or self.relation or self.contact or self.wants_no_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken down. The first child is who the decision is about."""

    said: str
    came_in: str
    people: Sequence[Named]
    happened_on: date | None = None
    happened_says: str = ""
    safety: str = ""
    team: str | None = None  # who is to look; the taker's own when not said
    reporter: Reporter = field(default_factory=Reporter)


def take_referral(acting: Acting, taken: Taken) -> ReferralRow:
    """Keep a referral; it waits for a decision from now on.

    Raises
    ------
    AccessDenied
        When the worker may make no referral, or one of the people is sealed to her.
    AlongsideError
        ``AL-U050`` for days that cannot be, ``AL-U051`` when the agency decides on no referrals,
        ``AL-U056`` when it is about nobody, or about one person twice.
    """
    check_can(acting.access.worker, Verb.MAKE_REFERRAL, purpose=acting.access.purpose)
    kind = screening_kind()
    known = [living(one.person_id) for one in taken.people if one.person_id]
    if not taken.people or len(set(known)) < len(known):
        raise _about_nobody()
    acting.check(Verb.MAKE_REFERRAL, known)
    with transaction.atomic():
        people = [(_person_of(one, acting), one) for one in taken.people]
        main = next((person for person, one in people if one.in_focus), people[0][0])
        point = _open_point(acting, kind, main)
        row = _keep(acting, taken, point, people)
        concerned = [person for person, _one in people]
        say_about("referral", row.pk, concerned, acting=acting)
        tell(row, "referral_named", [one for one in concerned if one != main], acting=acting)
        acting.note(Verb.MAKE_REFERRAL, "referral", str(row.key))
    return row


def screening_kind() -> str:
    """The agency's decision on a referral: the file that opens on one and may lead to a case.

    Raises
    ------
    AlongsideError
        ``AL-U051`` when it has none.
    """
    files = {k: file for k, file in current_agency().decisions.items() if file.opens == OPENS}
    best = sorted(files, key=lambda kind: (not files[kind].opens_cases, kind))
    if not best:
        raise AlongsideError(
            "AL-U051",
            seen="This agency has not said how it decides on a referral, so none was kept",
            wanted='a file in the folder decisions with opens = "referral"',
            do="Write decisions/screening.toml; docs/how-to/take-a-referral.md shows one",
            exit_code=ExitCode.REFUSED,
        )
    return best[0]


def _person_of(one: Named, acting: Acting) -> UUID:
    return living(one.person_id) if one.person_id else mint_person(acting, one.said)


def _open_point(acting: Acting, kind: str, main: UUID) -> PointRow:
    """The event of the main person's timeline, and the decision that it opens."""
    purposes = list(PURPOSES)
    event = OutboxRow.objects.create(
        kind=OPENS,
        person_id=main,
        happened_at=acting.now,
        known_at=acting.now,
        sensitivity=SENSITIVITY,
        purposes=purposes,
        by=acting.access.worker.id,
    )
    made: PointRow = PointRow.objects.create(
        kind=kind,
        source=OUTBOX_SOURCE,
        source_key=str(event.pk),
        record_id=outbox_record(main),
        opened_at=acting.now,
        known_at=acting.now,
        sensitivity=SENSITIVITY,
        purposes=purposes,
    )
    return made


def _keep(
    acting: Acting, taken: Taken, point: PointRow, people: Sequence[tuple[UUID, Named]]
) -> ReferralRow:
    focus = [person for person, one in people if one.in_focus] or [people[0][0]]
    names = names_for(focus, acting.access)
    worker = acting.access.worker
    row = ReferralRow.objects.create(
        point=point,
        team=worker.team if taken.team is None else taken.team,
        title=title_of([names.get(person, "") for person in focus]),
        said=taken.said,
        happened_on=taken.happened_on,
        happened_says=taken.happened_says,
        came_in=taken.came_in,
        safety=taken.safety,
        sensitivity=SENSITIVITY,
        purposes=list(PURPOSES),
        taken_by_id=worker.id,
        taken_at=acting.now,
        state_since=acting.now,
    )
    ReferralPersonRow.objects.bulk_create(
        ReferralPersonRow(referral=row, person_id=person, part=one.part, in_focus=person in focus)
        for person, one in people
    )
    if taken.reporter:
        _keep_reporter(acting, row, taken.reporter)
    return row


def _keep_reporter(acting: Acting, row: ReferralRow, reporter: Reporter) -> None:
    ReporterRow.objects.create(
        referral=row,
        name=reporter.name,
        relation=reporter.relation,
        contact=reporter.contact,
        wants_no_name=reporter.wants_no_name,
        by_id=acting.access.worker.id,
        at=acting.now,
    )


def _about_nobody() -> AlongsideError:
    return AlongsideError(
        "AL-U056",
        seen="A referral is about nobody, or about the same person twice, so it was not kept",
        wanted="each person once, at least one",
        do="Say whom it is about; an unknown person can be written down without a name",
        exit_code=ExitCode.REFUSED,
    )
