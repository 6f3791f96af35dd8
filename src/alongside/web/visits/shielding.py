"""Whose address is protected: where a visit goes is asked by phone then, and never written."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.web.people.opening import readable_warehouse


def shielded_among(people: Iterable[UUID | str]) -> frozenset[UUID]:
    """Those whose address is protected. Nobody is known to be while no records are joined."""
    listed = {UUID(str(one)) for one in people}
    warehouse = readable_warehouse()
    if warehouse is None or not listed:
        return frozenset()
    ids = ", ".join(f"'{one}'" for one in listed)  # UUIDs only, so they can stand in the text
    rows = warehouse.con.execute(
        f"SELECT person_id FROM person WHERE address_protected AND person_id IN ({ids})"
    ).fetchall()
    return frozenset(row[0] for row in rows)


def place_words(where: str, *, shielded: bool) -> str:
    """Where a visit is, or how to find out."""
    if shielded:
        return _("Address protected: ask by phone where, and who is at home")
    return where or _("Place not written down")
