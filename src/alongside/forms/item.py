"""What a form is made of: items, the options of a question, and when an item is asked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = str | int | bool  # decimals are kept as text, so that nothing is rounded


class ItemType(StrEnum):
    """Types of FHIR R4 that a form may use."""

    GROUP = "group"
    DISPLAY = "display"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    QUANTITY = "quantity"
    DATE = "date"
    DATE_TIME = "dateTime"
    TIME = "time"
    STRING = "string"
    TEXT = "text"
    CHOICE = "choice"
    OPEN_CHOICE = "open-choice"


NUMBERS = frozenset({ItemType.INTEGER, ItemType.DECIMAL, ItemType.QUANTITY})
MOMENTS = frozenset({ItemType.DATE, ItemType.DATE_TIME, ItemType.TIME})
CHOICES = frozenset({ItemType.CHOICE, ItemType.OPEN_CHOICE})
WORDS = frozenset({ItemType.STRING, ItemType.TEXT})
UNASKED = frozenset({ItemType.GROUP, ItemType.DISPLAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that is offered. ``code`` is what is kept."""

    code: str
    says: str
    weight: Decimal | None = None
    system: str = ""
    kind: str = "valueCoding"  # of the FHIR answer: valueCoding, valueString, valueInteger ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something about another question that decides whether an item is asked."""

    question: str
    operator: str  # exists, =, !=, >, <, >=, <=
    answer: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question, a group of them, or words to read.

    ``expression`` computes the answer (FHIRPath); ``offer_from`` names a fact of the record that is
    offered beside the field and never copied by itself.
    """

    link_id: str
    type: ItemType
    text: str = ""
    items: tuple[Item, ...] = ()
    required: bool = False
    repeats: bool = False
    options: tuple[Option, ...] = ()
    when: tuple[Condition, ...] = ()
    when_all: bool = True
    initial: tuple[Value, ...] = ()
    unit: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    scale: bool = False  # asked as a row of numbers from ``least`` to ``most``
    longest: int | None = None  # letters
    hint: str = ""
    low_says: str = ""
    high_says: str = ""
    expression: str = ""
    offer_from: str = ""
    own_words: bool = False
    headline: bool = False

    @property
    def computed(self) -> bool:
        """Whether the answer is computed from others, and so by nobody."""
        return bool(self.expression)

    @property
    def asked(self) -> bool:
        """Whether somebody answers it."""
        return self.type not in UNASKED and not self.computed

    def says(self, value: Value) -> str:
        """An answer in the words of the form."""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if self.type in CHOICES:
            return next((one.says for one in self.options if one.code == value), str(value))
        return f"{value} {self.unit}".strip()
