"""The versioned tables that extracts feed, and how each tells one row from another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A versioned table of the warehouse.

    Attributes
    ----------
    key : tuple of str
        What makes two rows versions of the same thing.
    content : str
        The column that differs when the content differs.
    numbered : bool
        Whether versions carry a number and say that their date is only that of receipt.
    """

    name: str
    key: tuple[str, ...]
    content: str = "row_hash"
    numbered: bool = False

    @property
    def staged(self) -> str:
        """The temporary table in which arriving rows wait."""
        return f"staged_{self.name}"

    def same_key(self, left: str, right: str) -> str:
        """SQL: two aliases mean the same thing."""
        return " AND ".join(f"{left}.{column} = {right}.{column}" for column in self.key)

    def keys(self, alias: str = "") -> str:
        """SQL: the key columns, listed."""
        dot = f"{alias}." if alias else ""
        return ", ".join(f"{dot}{column}" for column in self.key)


TARGETS: dict[str, Target] = {
    "record": Target(name="record", key=("record_id",), numbered=True),
    "trait": Target(name="trait", key=("record_id", "trait"), content="value"),
    "event": Target(name="event", key=("event_id",), numbered=True),
    "address": Target(name="address", key=("source_key",)),
    "relationship": Target(name="relationship", key=("source_key",)),
}
