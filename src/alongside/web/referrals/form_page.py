"""The form as a page: each person with those who may be the same, and who lives at home."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.privacy.access import AccessDenied
from alongside.web.accounts.models import User
from alongside.web.agency import current_agency
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import living
from alongside.web.people.head import Strip, read_strip
from alongside.web.people.opening import Opening, open_living
from alongside.web.referrals.draft import Block, Draft
from alongside.web.referrals.home import AtHome, people_at_home
from alongside.web.referrals.likely import Likely, find_likely
from alongside.web.referrals.reading import Problems, said_of
from alongside.web.referrals.words import PARTS, SEXES, WAYS

Context = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A block with what the page shows of it."""

    block: Block
    strip: Strip | None = None  # of the known person who was picked
    likely: tuple[Likely, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether somebody who is known waits to be chosen or put aside."""
        return bool(self.likely) and not self.block.is_new and self.block.person_id is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A draft as far as the record says something about it."""

    draft: Draft
    shown: tuple[Shown, ...]
    home: tuple[AtHome, ...]  # who lives with the first known person and is not named yet

    @property
    def asked(self) -> frozenset[int]:
        """Numbers of the blocks in which somebody is to be chosen."""
        return frozenset(one.block.number for one in self.shown if one.asks)


def look(draft: Draft, acting: Acting) -> Looked:
    """Read the record for a draft; a person who may not be seen is no longer picked.

    Whom the page shows stands in the ledger.
    """
    today = acting.now.astimezone(current_agency().file.zone).date()
    shown, home = [], None
    for block in draft.blocks:
        opening = _open(block.person_id, acting) if block.person_id else None
        if opening is not None and home is None:
            home = people_at_home(opening)
        shown.append(_shown(block, opening, acting, today))
    named = {living(one) for one in draft.known if _lives(one)}
    return Looked(
        draft=draft,
        shown=tuple(shown),
        home=tuple(one for one in home or () if one.person_id not in named),
    )


def _shown(block: Block, opening: Opening | None, acting: Acting, today: date) -> Shown:
    if opening is not None:
        return Shown(block=block, strip=read_strip(opening, opening.say()))
    if block.is_new:
        return Shown(block=block)
    return Shown(block=block, likely=tuple(find_likely(acting, said_of(block, today=today))))


def _open(person_id: UUID, acting: Acting) -> Opening:
    return open_living(
        living(person_id), access=acting.access, now=acting.now, address=acting.address
    )


def _lives(person_id: UUID) -> bool:
    try:
        living(person_id)
    except AccessDenied:
        return False
    return True


def form_page(
    looked: Looked, acting: Acting, problems: Problems | None = None, *, focus: str = ""
) -> Context:
    """The context of the page and of its parts; ``focus`` is the id that gets it after a swap."""
    found = problems.by_field if problems else {}
    today = acting.now.astimezone(current_agency().file.zone).date()
    return {
        "draft": looked.draft,
        "plain": looked.draft.plain,
        "shown": looked.shown,
        "home": looked.home,
        "order": ",".join(str(one.block.number) for one in looked.shown),
        "problems": found,
        "parts": PARTS,
        "ways": WAYS,
        "sexes": SEXES,
        "teams": teams_for(acting),
        "today": today.isoformat(),
        "focus": focus,
    }


def teams_for(acting: Acting) -> tuple[str, ...]:
    """Teams that may look, her own first; empty where there is nothing to choose."""
    own = acting.access.worker.team
    rows = User.objects.filter(is_active=True).exclude(team="").values_list("team", flat=True)
    others = sorted(set(rows) - {own})
    return (own, *others) if others and own else ()


def parts_at_home(home: Iterable[AtHome]) -> dict[UUID, str]:
    """Who lives at home, and as what the page offered them."""
    return {one.person_id: one.part for one in home}
