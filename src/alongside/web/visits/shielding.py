"""Whose address is protected: where a visit goes is asked by phone then, and never shown."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.privacy import Access
from alongside.web.cases.called import called_among
from alongside.web.identity.lookup import living_among


def any_shielded(people: Iterable[UUID | str], access: Access) -> bool:
    """Whether the address of one of them is protected, as far as joined records say."""
    living = living_among([UUID(str(one)) for one in people])
    called = called_among(living.values(), access)
    return any(one.address_protected for one in called.values())


def place_words(where: str, *, shielded: bool) -> str:
    """Where a visit is, or how to find out."""
    if shielded:
        return _("Address protected: ask by phone where, and who is at home")
    return where or _("Place not written down")
