"""The rooms at the side of every page, as far as the worker may enter them."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.privacy import Verb, Worker

AT_HAND = 5  # on a phone; the others are one press further


class Room(NamedTuple):
    """One entry: its address, icon, word, and whether the page is in it."""

    href: str
    icon: str
    word: str | Promise
    here: bool = False


class Rail(NamedTuple):
    """The rooms that are always in view, and those that a phone has no width for."""

    at_hand: list[Room]
    further: list[Room]

    @property
    def is_further(self) -> bool:
        """Whether the page is in a room that a phone does not show."""
        return any(room.here for room in self.further)


# What is used most comes first. Any of the verbs lets her in.
ROOMS: tuple[tuple[tuple[Verb, ...], Room], ...] = (
    ((Verb.VIEW_CASES,), Room("/today/", "list-checks", _("Today"))),
    ((Verb.VIEW_CASES,), Room("/cases/", "folder-open", _("Cases"))),
    ((Verb.VIEW_TEAM,), Room("/team/", "users-round", _("Team"))),
    ((Verb.SEARCH_PEOPLE,), Room("/people/", "users", _("People"))),
    ((Verb.VIEW_DECISIONS,), Room("/decisions/", "inbox", _("Decisions"))),
    (
        (Verb.MAKE_REFERRAL, Verb.VIEW_DECISIONS),
        Room("/referrals/", "phone-incoming", _("Referrals")),
    ),
    ((Verb.REVIEW_LINKS,), Room("/review/", "git-merge", _("Who is who"))),
    ((Verb.EDIT_FORMS,), Room("/forms/", "clipboard-list", _("Forms"))),
    ((Verb.VIEW_SOURCES,), Room("/sources/", "database", _("Sources"))),
    ((Verb.VIEW_MODELS,), Room("/models/", "scale", _("Models"))),
    ((Verb.VIEW_LEDGER,), Room("/ledger/", "book-open-check", _("Ledger"))),
    ((Verb.VIEW_OWN_VIEWS,), Room("/ledger/mine/", "eye", _("My views"))),
)


def rail_for(worker: Worker, path: str) -> Rail | None:
    """The rooms she may enter; the longest address that begins the path is where she is.

    A phone has width for :data:`AT_HAND` of them and a way to the others; where one more is all
    there is, it stands in the place of that way. ``None`` for somebody who may enter none.
    """
    rooms = _rooms_of(worker)
    fits = [room.href for room in rooms if path.startswith(room.href)]
    here = max(fits, key=len, default="")
    shown = [room._replace(here=room.href == here) for room in rooms]
    first = len(shown) if len(shown) <= AT_HAND + 1 else AT_HAND
    return Rail(at_hand=shown[:first], further=shown[first:]) if shown else None


def home_of(worker: Worker) -> str:
    """Where she starts."""
    return next((room.href for room in _rooms_of(worker)), "/ledger/mine/")


def _rooms_of(worker: Worker) -> list[Room]:
    return [room for verbs, room in ROOMS if any(worker.may(verb) for verb in verbs)]
