"""What the templates of referrals look up by a name that they put together."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from alongside.web.referrals.draft import Block

register = template.Library()


@register.filter
def at(values: Mapping[str, str], key: str) -> str:
    """The value under a key, empty without one."""
    return values.get(key, "")


@register.filter
def box(block: Block, name: str) -> str:
    """The name and id of a field of a block: ``p0-given``."""
    return f"p{block.number}-{name}"
