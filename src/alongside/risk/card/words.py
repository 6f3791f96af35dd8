"""Numbers as people say them: of 100, with a range, without digits that the range cannot carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from alongside.risk.card.estimate import Estimate

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(of_100: float, *, fine: bool) -> str:
    """A number of 100 without needless decimals; a true minus, no "-0"."""
    text = f"{of_100:.1f}" if fine else f"{of_100:.0f}"
    text = text.removesuffix(".0") if fine else text
    return "0" if text in {"-0", "-0.0"} else text.replace("-", "−")


def is_fine(estimate: Estimate) -> bool:
    """Whether the range is narrow enough to carry a decimal."""
    return estimate.high - estimate.low < 0.02


def of_100(estimate: Estimate) -> str:
    """``16 (14 to 17)``, or ``1.3 (1.1 to 1.6)`` where the range is narrow."""
    fine = is_fine(estimate)
    value, low, high = (
        number(100 * part, fine=fine) for part in (estimate.value, estimate.low, estimate.high)
    )
    return f"{value} ({low} to {high})"


def share_of_100(share: float) -> str:
    """A share as a number of 100, with one decimal below two."""
    return number(100 * share, fine=abs(share) < 0.02)


def plain(estimate: Estimate, decimals: int = 2) -> str:
    """``0.98 (0.91 to 1.05)``."""
    value, low, high = (
        f"{part:.{decimals}f}".replace("-", "−")
        for part in (estimate.value, estimate.low, estimate.high)
    )
    return f"{value} ({low} to {high})"


def count(number_: int) -> str:
    """Thousands with commas."""
    return f"{number_:,}"


def counted(number_: int, one: str, many: str) -> str:
    """``1 kind`` or ``1,200 kinds``."""
    return f"{number_:,} {one if number_ == 1 else many}"


def held_back(number_: int | None, fewest: int) -> str:
    """A count that went through the door of small counts."""
    return f"fewer than {fewest}" if number_ is None else f"about {number_:,}"


def day(iso: str) -> str:
    """``7 Feb 2023``; empty stays empty."""
    if not iso:
        return ""
    on = date.fromisoformat(iso)
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def in_order(names: Iterable[str]) -> list[str]:
    """Each name once, numbers in them by their size: 5-9 before 10-14."""
    return sorted(set(names), key=_by_numbers)


def _by_numbers(name: str) -> tuple[list[tuple[int, str]], str]:
    parts = re.findall(r"\d+|\D+", name)
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts], name


def listed(parts: Sequence[str], *, last: str = "and") -> str:
    """``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def spoken(name: str) -> str:
    """A name of a file or column as words."""
    return name.replace("_", " ")


def sentence(text: str) -> str:
    """First letter large, a full stop at the end."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."
