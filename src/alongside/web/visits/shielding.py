"""Whose address is protected: where a visit goes is asked by phone then, and never shown."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.web.identity.lookup import living_among, merged_into
from alongside.web.people.opening import readable_warehouse
from alongside.web.publishing.warehouse import CurrentWarehouse

MOST = 4096
_KNOWN: dict[tuple[UUID, frozenset[UUID]], bool] = {}


def any_shielded(people: Iterable[UUID | str]) -> bool:
    """Whether the address of one of them is protected, by any record of theirs that is joined.

    Also by a record that the reader may not see: what is kept from her is where, not that she has
    to ask. Nobody is known to be while no records are joined.
    """
    warehouse = readable_warehouse()
    living = set(living_among([UUID(str(one)) for one in people]).values())
    if warehouse is None or not living:
        return False
    # a generation may still file them under an id that was merged into theirs
    return _protected(warehouse, frozenset(living | merged_into(living)))


def _protected(warehouse: CurrentWarehouse, people: frozenset[UUID]) -> bool:
    """Asked once of each generation, which never changes."""
    name = (warehouse.generation_id, people)
    if name not in _KNOWN:
        ids = ", ".join(f"'{one}'" for one in people)  # UUIDs only, so they can stand in the text
        row = warehouse.con.execute(
            f"SELECT bool_or(address_protected) FROM person WHERE person_id IN ({ids})"
        ).fetchone()
        if len(_KNOWN) >= MOST:
            _KNOWN.clear()
        _KNOWN[name] = bool(row and row[0])
    return _KNOWN[name]


def place_words(where: str, *, shielded: bool) -> str:
    """Where a visit is, or how to find out."""
    if shielded:
        return _("Address protected: ask by phone where, and who is at home")
    return where or _("Place not written down")
