"""The rooms at the side of every page, as far as the worker may enter them."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.privacy import Verb, Worker


class Room(NamedTuple):
    """One entry: its address, icon, word, and whether the page is in it."""

    href: str
    icon: str
    word: str | Promise
    here: bool = False


ROOMS: tuple[tuple[Verb, Room], ...] = (
    (Verb.VIEW_CASES, Room("/today/", "list-checks", _("Today"))),
    (Verb.VIEW_CASES, Room("/cases/", "folder-open", _("Cases"))),
    (Verb.VIEW_TEAM, Room("/team/", "users-round", _("Team"))),
    (Verb.SEARCH_PEOPLE, Room("/people/", "users", _("People"))),
    (Verb.VIEW_DECISIONS, Room("/decisions/", "inbox", _("Decisions"))),
    (Verb.REVIEW_LINKS, Room("/review/", "git-merge", _("Who is who"))),
    (Verb.VIEW_SOURCES, Room("/sources/", "database", _("Sources"))),
    (Verb.VIEW_MODELS, Room("/models/", "scale", _("Models"))),
    (Verb.VIEW_LEDGER, Room("/ledger/", "book-open-check", _("Ledger"))),
    (Verb.VIEW_OWN_VIEWS, Room("/ledger/mine/", "eye", _("My views"))),
)


def rail_for(worker: Worker, path: str) -> list[Room]:
    """The rooms she may enter; the longest address that begins the path is where she is."""
    rooms = [room for verb, room in ROOMS if worker.may(verb)]
    fits = [room.href for room in rooms if path.startswith(room.href)]
    here = max(fits, key=len, default="")
    return [room._replace(here=room.href == here) for room in rooms]


def home_of(worker: Worker) -> str:
    """Where she starts."""
    return next((room.href for verb, room in ROOMS if worker.may(verb)), "/ledger/mine/")
