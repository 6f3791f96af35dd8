"""What the values of a column look like, whatever its heading says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.sources.mapping.dates import read_sql

if TYPE_CHECKING:
    import duckdb

ENOUGH = 0.9  # share of the values that must look alike
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+?[\d\s().-]{7,20}")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d+)?|[.,]\d+)([eE][+-]?\d+)?")
_NAME = re.compile(r"[^\W\d_]+([\s'’.-]+[^\W\d_]+){0,4}\.?")
_ADDRESS = re.compile(r"(\d+\w?\s+\D{3,}|\D{3,}\s+\d+\w?)(.*)?")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_YES_NO = ({"yes", "no"}, {"y", "n"}, {"true", "false"}, {"ja", "nein"}, {"si", "no"},
           {"sí", "no"}, {"oui", "non"}, {"t", "f"}, {"0", "1"})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The values of one column.

    Attributes
    ----------
    kind : str
        date, number, yes/no, email, phone, id, code, name, address, free text, empty.
    filled, distinct : float
        Share of rows with a value; share of different values among them.
    order : str or None
        For dates that need one: the order that reads most.
    parsed : float
        For dates: the share that this order reads.
    """

    name: str
    kind: str
    filled: float
    distinct: float
    order: str | None = None
    parsed: float = 0.0
    ambiguous: bool = False  # both orders read every value


def profile_column(
    con: duckdb.DuckDBPyConnection, name: str, values: Sequence[str | None]
) -> Profile:
    """Look at the values of one column."""
    texts = [text.strip() for text in values if text and text.strip()]
    filled = len(texts) / max(len(values), 1)
    distinct = len(set(texts)) / max(len(texts), 1)
    if not texts:
        return Profile(name=name, kind="empty", filled=0.0, distinct=0.0)
    order, parsed, ambiguous = _dates(con, texts)
    kind = "date" if parsed >= ENOUGH else _kind(texts, distinct)
    return Profile(
        name=name,
        kind=kind,
        filled=filled,
        distinct=distinct,
        order=order if kind == "date" else None,
        parsed=parsed,
        ambiguous=ambiguous,
    )


def _dates(con: duckdb.DuckDBPyConnection, texts: list[str]) -> tuple[str | None, float, bool]:
    """The order that reads most of the values as days, its share, and whether two read all."""
    likely = sum(len(text) >= 6 and any(c.isdigit() for c in text) for text in texts)
    if likely < ENOUGH * len(texts):
        return None, 0.0, False
    shares = {order: _share(con, texts, order) for order in ("ymd", "dmy", "mdy")}
    best = max(shares, key=lambda order: shares[order])
    rivals = shares["dmy"] == shares["mdy"] > shares["ymd"]
    return best, shares[best], rivals


def _share(con: duckdb.DuckDBPyConnection, texts: list[str], order: str) -> float:
    # How dates are written is the question here, not whether their years are plausible.
    read = read_sql("text", order=order, format_=None)
    zoned = "try_cast(text AS TIMESTAMPTZ)" if order == "ymd" else "NULL"
    instant = f"CASE WHEN contains(text, ':') AND contains(text, '-') THEN {zoned} END"
    rows = con.execute(
        f"""SELECT avg((read IS NOT NULL OR zoned IS NOT NULL)::INT)
            FROM (SELECT {read} AS read, {instant} AS zoned
                  FROM (SELECT unnest($texts::VARCHAR[]) AS text))""",
        {"texts": texts},
    ).fetchall()
    return float(rows[0][0] or 0)


def _kind(texts: list[str], distinct: float) -> str:
    lowered = {text.casefold() for text in texts}
    if any(lowered <= pair for pair in _YES_NO):
        return "yes/no"
    for kind, test in _TESTS:
        if sum(map(test, texts)) >= ENOUGH * len(texts):
            return kind(texts, distinct) if callable(kind) else kind
    return _text_kind(texts, distinct)


def _number_or_id(texts: list[str], distinct: float) -> str:
    whole = all(text.isdigit() for text in texts)
    padded = whole and len({len(text) for text in texts}) == 1 and len(texts[0]) >= 4
    leading = whole and any(text.startswith("0") and len(text) > 1 for text in texts)
    return "id" if leading or padded or (whole and distinct > 0.98) else "number"


def _text_kind(texts: list[str], distinct: float) -> str:
    length = sum(map(len, texts)) / len(texts)
    spaced = sum(text.count(" ") >= 4 for text in texts) / len(texts)
    with_digit = sum(any(c.isdigit() for c in text) for text in texts) / len(texts)
    if all(text.startswith(("http:", "https:", "urn:")) for text in texts):
        return "code"
    if length > 40 or spaced > 0.5:
        return "free text"
    if with_digit > 0.8 and distinct > 0.9:
        return "id"
    return "code" if len(set(texts)) <= 30 or with_digit > 0.5 else "name"


_Kind = str | Callable[[list[str], float], str]


def _is_phone(text: str) -> bool:
    is_date = bool(_DATE.fullmatch(text))
    return text.startswith("+") or (
        bool(_PHONE.fullmatch(text)) and not text.isdigit() and not is_date
    )


def _name_or_code(texts: list[str], distinct: float) -> str:
    return "code" if len(set(texts)) <= min(30, 0.2 * len(texts)) and distinct < 0.2 else "name"


_TESTS: tuple[tuple[_Kind, Callable[[str], bool]], ...] = (
    ("email", lambda text: bool(_EMAIL.fullmatch(text))),
    (_number_or_id, lambda text: bool(_NUMBER.fullmatch(text))),
    ("phone", _is_phone),
    (_name_or_code, lambda text: len(text) <= 60 and bool(_NAME.fullmatch(text))),
    ("address", lambda text: len(text) <= 120 and bool(_ADDRESS.fullmatch(text)) and " " in text),
)
