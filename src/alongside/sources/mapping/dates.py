r"""Dates as agencies write them, parsed in SQL.

Read without being told: ``2020-02-01`` (also with ``/`` or ``.``), ``20200201``, ``2020-02``,
``02/2020``, ``2020``, ``1 Feb 2020``, ``1-FEB-2020``, and each of the days with a time. With a
declared ``date_order`` of ``dmy`` or ``mdy`` also ``1/2/2020`` and ``1/2/20``.

- A day that the calendar does not have (31/02/2020) is no date. A year before 1850 or after 2200
  is a slip of the keyboard, and no date either.
- Two digits of a year mean the latest such year that is not after the year of receipt: received in
  2024, ``20`` is 2020 and ``31`` is 1931.
- ``date_order = "ymd"`` says nothing about ``1/2/2020``: it is put aside, never guessed.
- A time with an offset is an instant. A time without one is local to the agency. Midnight without
  an offset is how programs write a day, so it is a day.
"""

from __future__ import annotations

from datetime import date

from alongside.sources.readers.base import literal

FIRST_YEAR, LAST_YEAR = 1850, 2200
_SEPARATED = r"^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$"
_ZONED = r":\d\d(\.\d+)?\s?(Z|[+-]\d\d(:?\d\d)?)$"
_DAY_FORMATS = {"dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y", "ymd": None}
_TIMES = ("%H:%M:%S", "%H:%M", "%H:%M:%S/%f", "%I:%M %p", "%I:%M:%S %p")
_WORDS = ("%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%b %d, %Y", "%B %d, %Y")


def zoned_sql(text: str) -> str:
    """The instant of a text that carries an offset, else NULL."""
    matches = f"contains({text}, ':') AND regexp_matches({text}, {literal(_ZONED)})"
    return f"CASE WHEN {matches} THEN try_cast({text} AS TIMESTAMPTZ) END"


def read_sql(text: str, *, order: str, format_: str | None) -> str:
    """The local time (TIMESTAMP) of a text, a year of two digits still as it stands."""
    return f"try_strptime({text}, {literal(format_)})" if format_ else _recognised(text, order)


def settled_sql(read: str, *, received_year: int) -> str:
    """Give a year of two digits its century, and drop years that nobody alive has seen."""
    century, pivot = divmod(received_year, 100)
    return f"""CASE
        WHEN year({read}) BETWEEN {FIRST_YEAR} AND {LAST_YEAR} THEN {read}
        WHEN year({read}) BETWEEN 0 AND {pivot} THEN {read} + to_years({century * 100})
        WHEN year({read}) BETWEEN {pivot + 1} AND 99 THEN {read} + to_years({century * 100 - 100})
        END"""


def days_after_sql(text: str, anchor: date) -> str:
    """So many days after the anchor: how trials keep their dates."""
    return f"(DATE '{anchor.isoformat()}' + try_cast({text} AS INTEGER))::TIMESTAMP"


_MONTH = r"^(\d{4}[./-]\d{1,2}|\d{1,2}[./-]\d{4})$"


def precision_sql(text: str, local: str, *, format_: str | None) -> str:
    """How exactly the text says it: instant, day, month or year."""
    if format_:
        return literal(_format_precision(format_))
    return f"""CASE
        WHEN contains({text}, ':') AND ({local} IS NULL OR {local}::TIME <> TIME '00:00:00')
            THEN 'instant'
        WHEN length({text}) = 4 THEN 'year'
        WHEN length({text}) <= 7 AND regexp_matches({text}, '{_MONTH}') THEN 'month'
        ELSE 'day' END"""


def unclear_sql(text: str, order: str) -> str:
    """Whether only a declared order of day and month could read the text."""
    if order != "ymd":
        return "false"
    return f"regexp_matches({text}, {literal(_SEPARATED)})"


def _recognised(text: str, order: str) -> str:
    plain = f"translate({text}, './-', '///')"
    words = ", ".join(literal(form) for form in _WORDS)
    by_order = _DAY_FORMATS[order]
    separated = f"try_strptime({plain}, {literal(by_order)})" if by_order else "NULL"
    slashed = f"try_strptime({text}, {literal(by_order)})" if by_order else "NULL"
    # The two usual shapes first: looking for them costs a fifth of a regular expression.
    return f"""CASE
        WHEN {text} LIKE '____-__-__' THEN try_cast({text} AS DATE)::TIMESTAMP
        WHEN {text} LIKE '__/__/____' THEN {slashed}
        WHEN contains({text}, ':') THEN {_with_time(text, by_order)}
        WHEN regexp_matches({text}, {literal(_SEPARATED)}) THEN {separated}
        WHEN regexp_matches({text}, '^\\d{{4}}[./-]\\d{{1,2}}[./-]\\d{{1,2}}$')
            THEN try_strptime({plain}, '%Y/%m/%d')
        WHEN regexp_matches({text}, '^\\d{{8}}$') THEN try_strptime({text}, '%Y%m%d')
        WHEN regexp_matches({text}, '^\\d{{4}}$') THEN try_strptime({text}, '%Y')
        WHEN regexp_matches({text}, '^\\d{{4}}[./-]\\d{{1,2}}$')
            THEN try_strptime({plain}, '%Y/%m')
        WHEN regexp_matches({text}, '^\\d{{1,2}}[./-]\\d{{4}}$')
            THEN try_strptime({plain}, '%m/%Y')
        ELSE try_strptime({text}, [{words}]) END"""


def _with_time(text: str, by_order: str | None) -> str:
    plain = f"translate({text}, './-T', '/// ')"
    days = ["%Y/%m/%d", *([by_order] if by_order else [])]
    formats = ", ".join(literal(f"{day} {clock}") for day in days for clock in _TIMES)
    return f"try_strptime({plain}, [{formats}])"


def _format_precision(format_: str) -> str:
    table = (("%H", "instant"), ("%I", "instant"), ("%d", "day"), ("%j", "day"), ("%m", "month"),
             ("%b", "month"), ("%B", "month"))  # fmt: skip
    return next((name for mark, name in table if mark in format_), "year")
