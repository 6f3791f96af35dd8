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
    content : tuple of str
        The columns that make a new version when they differ.
    numbered : bool
        Whether versions carry a number and say that their date is only that of receipt.
    """

    name: str
    key: tuple[str, ...]
    content: tuple[str, ...]
    numbered: bool = False

    @property
    def staged(self) -> str:
        """The temporary table in which arriving rows wait."""
        return f"staged_{self.name}"

    def same_key(self, left: str, right: str) -> str:
        """SQL: two aliases mean the same thing."""
        return " AND ".join(f"{left}.{column} = {right}.{column}" for column in self.key)

    def said(self, alias: str) -> str:
        """SQL: one number for the content, to be compared within one run only.

        The engine's own hash may change with its version, so it is never compared with one that
        was stored.
        """
        return f"hash({', '.join(f'{alias}.{column}' for column in self.content)})"

    def keys(self, alias: str = "") -> str:
        """SQL: the key columns, listed."""
        dot = f"{alias}." if alias else ""
        return ", ".join(f"{dot}{column}" for column in self.key)


RECORD_CONTENT = (
    "given_name", "family_name", "birth_on", "birth_precision", "died_on", "sex", "address",
    "postcode", "place", "phone", "email", "id_number", "language", "sealed", "address_protected",
)  # fmt: skip
EVENT_CONTENT = (
    "record_id", "happened_from", "happened_until", "precision", "value", "code", "detail",
)  # fmt: skip
ADDRESS_KEY = ("record_id", "address", "postcode", "place", "from_on")
RELATIONSHIP_KEY = ("kind", "from_record", "to_record", "from_on")

TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target(name="record", key=("record_id",), content=RECORD_CONTENT, numbered=True),
        Target(name="trait", key=("record_id", "trait"), content=("value",)),
        Target(name="event", key=("event_id",), content=EVENT_CONTENT, numbered=True),
        Target(
            name="address", key=("source_key",), content=(*ADDRESS_KEY, "until_on", "protected")
        ),
        Target(name="relationship", key=("source_key",), content=(*RELATIONSHIP_KEY, "until_on")),
    )
}
