"""Read the ledger a page at a time, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alongside.core import day_span
from alongside.web.accounts.models import User
from alongside.web.agency import current_agency
from alongside.web.ledger.models import LedgerEntry

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry as a page shows it."""

    number: int
    at: datetime
    worker: str
    did: str
    person: str  # an id, or nothing
    thing: str  # what else it was done to, in words
    purpose: str
    reason: str
    denied: bool
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    """Lines, and the number to go on from (``None``: that was all)."""

    lines: list[Line]
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFilter:
    """What the auditor asked for; empty means everything."""

    worker: str = ""
    verb: str = ""
    person: str = ""
    day: date | None = None
    before: int | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> LedgerFilter:
        """From a page's query; what cannot be read is left out."""
        return cls(
            worker=query.get("worker", ""),
            verb=query.get("verb", ""),
            person=query.get("person", ""),
            day=_day(query.get("day", "")),
            before=_number(query.get("before", "")),
        )

    def rows(self) -> QuerySet[LedgerEntry]:
        """The entries that pass."""
        rows = LedgerEntry.objects.all()
        if self.worker:
            rows = rows.filter(worker_id=self.worker)
        if self.verb:
            rows = rows.filter(verb=self.verb)
        if self.person:
            rows = rows.filter(object_kind="person", object_id=self.person)
        if self.day:
            span = day_span(self.day, current_agency().file.zone)
            rows = rows.filter(at__gte=span.start, at__lt=span.end)
        return rows


def page_of(rows: QuerySet[LedgerEntry], before: int | None) -> LedgerPage:
    """The newest lines, or those before a number."""
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows.order_by("-id")[: PAGE + 1])
    shown = found[:PAGE]
    names = _names(shown)
    return LedgerPage(
        lines=[_line(row, names) for row in shown],
        before=shown[-1].pk if len(found) > PAGE else None,
    )


def _names(rows: list[LedgerEntry]) -> dict[str, str]:
    """The names of those who did something, and of those whose sign-in it was done to."""
    ids = {row.worker_id for row in rows}
    ids |= {row.object_id for row in rows if row.object_kind == "worker"}
    known = [one for one in ids if _is_uuid(one)]
    return {str(user.pk): user.name for user in User.objects.filter(pk__in=known)}


def _line(row: LedgerEntry, names: dict[str, str]) -> Line:
    return Line(
        number=row.pk,
        at=row.at,
        worker=names.get(row.worker_id, row.worker_id),
        did=verb_words().get(row.verb, row.verb.replace("_", " ")),
        person=row.object_id if row.object_kind == "person" else "",
        thing=_thing(row, names),
        purpose=row.purpose,
        reason=row.reason,
        denied=row.outcome != "allowed",
        channel=row.channel,
    )


def _thing(row: LedgerEntry, names: dict[str, str]) -> str:
    """What else than a person it was done to: somebody's sign-in, or a model without its hash."""
    if row.object_kind == "model":
        return row.object_id.partition("@")[0].replace("_", " ").replace("/", ", ")
    return names.get(row.object_id, "") if row.object_kind == "worker" else ""


def verb_words() -> dict[str, str]:
    """The verbs of the ledger as a reader would say them."""
    return {
        "view_person": _("opened a person"),
        "search_people": _("searched people"),
        "contest_record": _("said that something is wrong"),
        "answer_contest": _("answered what was said to be wrong"),
        "review_links": _("looked at a question of identity"),
        "change_identity": _("joined or split people"),
        "seal_person": _("sealed a person"),
        "unseal_person": _("lifted a seal"),
        "view_rejects": _("looked at rejected rows"),
        "trained_model": _("trained a model"),
        "tested_model": _("tested a model"),
        "release_model": _("released a model"),
        "pause_model": _("paused a model"),
        "retired_model": _("retired a model"),
        "view_ledger": _("looked at the ledger"),
        "added_worker": _("added somebody who signs in"),
        "changed_roles": _("changed somebody's roles"),
        "renewed_password": _("gave somebody a new password"),
        "closed_sign_in": _("closed somebody's sign-in"),
        "opened_sign_in": _("opened somebody's sign-in again"),
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
