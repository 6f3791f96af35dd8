"""The items of a form's JSON, flat, before anything is believed about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RawItem:
    """An item as it stands in the file, and how deep."""

    json: Mapping[str, Any]
    depth: int

    @property
    def link_id(self) -> str:
        """Its linkId, shortened so that a mistake can name it."""
        said = self.json.get("linkId")
        return said.strip()[:64] if isinstance(said, str) else ""


def raw_items(json: Mapping[str, Any]) -> list[RawItem]:
    """Every item; without recursion, so that no depth can hurt."""
    found: list[RawItem] = []
    waiting = [(one, 1) for one in reversed(_items(json))]
    while waiting:
        one, depth = waiting.pop()
        found.append(RawItem(json=one, depth=depth))
        waiting += [(child, depth + 1) for child in reversed(_items(one))]
    return found


def _items(json: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    said = json.get("item")
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
