"""Answers as they are kept: read from what was typed, checked, compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation

from alongside.forms.item import CHOICES, NUMBERS, Item, ItemType, Value

LONGEST = 20_000  # letters of any answer
LARGEST = Decimal("1e12")
YES, NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def read_value(item: Item, text: str, *, zone: tzinfo = UTC) -> Value | None:
    """What somebody typed or chose, as it is kept; ``None`` for nothing.

    Raises
    ------
    ValueError
        With what is wanted, as words that can follow "Write" or stand alone.
    """
    text = text.strip()
    if not text:
        return None
    readers: dict[ItemType, Callable[[str], Value]] = {
        ItemType.BOOLEAN: _boolean,
        ItemType.INTEGER: _integer,
        ItemType.DECIMAL: _decimal,
        ItemType.QUANTITY: _decimal,
        ItemType.DATE: _date,
        ItemType.TIME: _time,
    }
    if item.type is ItemType.DATE_TIME:
        return _moment(text, zone)
    reader = readers.get(item.type)
    return reader(text) if reader else text


def fault_of(item: Item, value: Value) -> str:
    """What is wrong with an answer, in a sentence; empty when nothing is."""
    if item.type is ItemType.CHOICE and value not in {one.code for one in item.options}:
        return "Choose one of the answers"
    if item.type in NUMBERS:
        return _range_fault(item, number_of(value))
    if isinstance(value, str) and len(value) > (item.longest or LONGEST):
        return f"Write at most {item.longest or LONGEST} letters"
    try:
        typed = read_value(item, str(value))
    except ValueError as error:
        return str(error)
    return "" if typed is not None else "Write an answer"


def number_of(value: Value) -> Decimal | None:
    """A number, or ``None`` for what is none."""
    try:
        made = Decimal(str(value))
    except InvalidOperation:
        return None
    return made if made.is_finite() and not isinstance(value, bool) else None


def compare(item: Item, left: Value, right: Value) -> int | None:
    """-1, 0 or 1; ``None`` where the two cannot be compared."""
    if item.type in NUMBERS:
        a, b = number_of(left), number_of(right)
        return None if a is None or b is None else (a > b) - (a < b)
    if item.type is ItemType.BOOLEAN or item.type in CHOICES:
        return 0 if _plain(left) == _plain(right) else 1
    if item.type is ItemType.DATE_TIME:
        return _compare_moments(str(left), str(right))
    a_text, b_text = str(left), str(right)
    return (a_text > b_text) - (a_text < b_text)


def _compare_moments(left: str, right: str) -> int | None:
    try:
        a, b = (datetime.fromisoformat(one) for one in (left, right))
    except ValueError:
        return None
    a, b = (one if one.tzinfo else one.replace(tzinfo=UTC) for one in (a, b))
    return (a > b) - (a < b)


def _plain(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _range_fault(item: Item, number: Decimal | None) -> str:
    if number is None or abs(number) > LARGEST:
        return "Write a number"
    if item.type is ItemType.INTEGER and number != int(number):
        return "Write a whole number"
    if item.least is not None and number < item.least:
        return f"Write a number from {item.least:f} up"
    if item.most is not None and number > item.most:
        return f"Write a number up to {item.most:f}"
    return ""


def _boolean(text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise ValueError("Choose yes or no")


def _integer(text: str) -> int:
    number = number_of(text)
    if number is None or abs(number) > LARGEST or number != int(number):
        raise ValueError("Write a whole number")
    return int(number)


def _decimal(text: str) -> str:
    number = number_of(text)
    if number is None or abs(number) > LARGEST or len(text) > 40:
        raise ValueError("Write a number")
    return f"{number:f}"


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError("Write a day of the calendar, as 2026-03-04") from None


def _time(text: str) -> str:
    try:
        return time.fromisoformat(text).replace(tzinfo=None).isoformat()
    except ValueError:
        raise ValueError("Write a time, as 14:30") from None


def _moment(text: str, zone: tzinfo) -> str:
    try:
        made = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("Write a day and time, as 2026-03-04T14:30") from None
    return (made if made.tzinfo else made.replace(tzinfo=zone)).astimezone(UTC).isoformat()
