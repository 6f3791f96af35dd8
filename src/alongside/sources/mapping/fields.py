"""One mapped column as SQL: its text, its parsed value, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.sources.mapping.dates import (
    days_after_sql,
    precision_sql,
    read_sql,
    settled_sql,
    unclear_sql,
    zoned_sql,
)
from alongside.sources.readers.base import literal, quoted

if TYPE_CHECKING:
    from alongside.agency import Column, Table

_YES = ("1", "y", "yes", "true", "t", "x", "ja", "j", "si", "sí", "s", "oui", "o", "vrai")
_NO = ("0", "n", "no", "false", "f", "nein", "non", "faux", "-")
_SEX = {
    "male": ("m", "male", "man", "boy", "männlich", "hombre", "masculino", "masculin", "homme"),
    "female": ("f", "female", "woman", "girl", "w", "weiblich", "mujer", "femenino", "femme",
               "féminin"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a field needs to know beside its column."""

    table: Table
    zone: str
    received_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A condition under which the row is put aside, and why. ``seen`` is SQL for the value."""

    condition: str
    column: str
    code: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSql:
    """One field in steps, so that no text is parsed twice.

    Attributes
    ----------
    steps : tuple of dict
        Alias to SQL; each step sees the aliases of those before: the text as it stands
        (``t_<name>``), translated (``v_<name>``), read (``p_``, ``z_``) and settled (``l_``,
        ``n_``, ``b_``).
    value : str
        SQL of the value over all of them.
    checks : tuple of Check
        What may be wrong, the most telling first.
    """

    name: str
    steps: tuple[dict[str, str], ...]
    value: str
    checks: tuple[Check, ...] = ()


def raw_text(column: str) -> str:
    """A raw cell without the spaces around it, empty as NULL."""
    return f"nullif(trim({quoted(column)}), '')"


def text_field(name: str, column: Column, setting: Setting) -> FieldSql:
    """A text, translated by ``values`` when there are any."""
    del setting
    return _field(name, column, value=f"v_{name}")


def sex_field(name: str, column: Column, setting: Setting) -> FieldSql:
    """``male``, ``female``, or the source's own word in small letters."""
    del setting
    cases = " ".join(
        f"WHEN lower(v_{name}) IN ({', '.join(map(literal, words))}) THEN {literal(sex)}"
        for sex, words in _SEX.items()
    )
    return _field(name, column, value=f"CASE {cases} ELSE lower(v_{name}) END")


def number_field(name: str, column: Column, setting: Setting) -> FieldSql:
    """A number in the table's decimal notation."""
    thousands, decimal = (".", ",") if setting.table.decimal == "," else (",", ".")
    clean = f"replace(replace(v_{name}, {literal(thousands)}, ''), {literal(decimal)}, '.')"
    check = _check(column, "AL-S104", f"v_{name} IS NOT NULL AND n_{name} IS NULL", name)
    return _field(
        name,
        column,
        value=f"n_{name}",
        settled={f"n_{name}": f"try_cast({clean} AS DOUBLE)"},
        checks=(check,),
    )


def flag_field(name: str, column: Column, setting: Setting) -> FieldSql:
    """Yes or no, in several languages."""
    del setting
    yes, no = (", ".join(map(literal, words)) for words in (_YES, _NO))
    parsed = (
        f"CASE WHEN lower(v_{name}) IN ({yes}) THEN true "
        f"WHEN lower(v_{name}) IN ({no}) THEN false END"
    )
    check = _check(column, "AL-S106", f"v_{name} IS NOT NULL AND b_{name} IS NULL", name)
    return _field(name, column, value=f"b_{name}", settled={f"b_{name}": parsed}, checks=(check,))


def day_field(name: str, column: Column, setting: Setting) -> FieldSql:
    """A day of the calendar, as written: no zone moves it."""
    return _time_field(name, column, setting, value=f"l_{name}::DATE", zoned=False)


def instant_field(name: str, column: Column, setting: Setting) -> FieldSql:
    """An instant in UTC; a local day begins at the agency's midnight."""
    local = f"timezone({literal(setting.zone)}, l_{name})"
    value = f"timezone('UTC', coalesce(z_{name}, {local}))"
    return _time_field(name, column, setting, value=value, zoned=True)


FieldMaker = Callable[[str, "Column", Setting], FieldSql]


def local_day(name: str, setting: Setting) -> str:
    """The agency's calendar day of an instant field."""
    return f"coalesce(timezone({literal(setting.zone)}, z_{name}), l_{name})::DATE"


def precision(name: str, column: Column) -> str:
    """SQL of how exactly a time field is known."""
    if column.days_after:
        return "'day'"
    return precision_sql(f"v_{name}", f"l_{name}", format_=column.format)


def _time_field(
    name: str, column: Column, setting: Setting, *, value: str, zoned: bool
) -> FieldSql:
    text = f"v_{name}"
    year, order = setting.received_year, setting.table.date_order
    if column.days_after:
        read, settled, code = days_after_sql(text, column.days_after), f"p_{name}", "AL-S115"
    else:
        read = read_sql(text, order=order, format_=column.format)
        settled, code = settled_sql(f"p_{name}", received_year=year), "AL-S103"
    guessing = not (column.format or column.days_after)
    unclear = unclear_sql(text, order) if guessing else "false"
    zone = zoned_sql(text) if zoned and guessing else "NULL::TIMESTAMPTZ"
    bad = f"{text} IS NOT NULL AND l_{name} IS NULL AND z_{name} IS NULL"
    checks = (
        _check(column, "AL-S113", f"{bad} AND {unclear}", name),
        _check(column, code, bad, name),
    )
    return _field(
        name,
        column,
        value=value,
        read={f"p_{name}": read, f"z_{name}": zone},
        settled={f"l_{name}": settled},
        checks=checks,
        # A date needs its day only: what follows the day of an instant is cut off.
        cut="" if zoned or column.format else r"[T ]\d\d?:.*$",
    )


def _field(
    name: str,
    column: Column,
    *,
    value: str,
    read: dict[str, str] | None = None,
    settled: dict[str, str] | None = None,
    checks: tuple[Check, ...] = (),
    cut: str = "",
) -> FieldSql:
    constant = f"nullif({literal(column.const or '')}, '')"
    text = constant if column.const is not None else raw_text(column.column or "")
    if column.empty is not None:
        text = f"coalesce({text}, {literal(column.empty)})"
    translated, unlisted = _translated(name, column)
    if cut:
        shorter = f"regexp_replace({translated}, {literal(cut)}, '')"
        translated = f"CASE WHEN contains({translated}, ':') THEN {shorter} ELSE {translated} END"
    return FieldSql(
        name=name,
        steps=({f"t_{name}": text}, {f"v_{name}": translated}, read or {}, settled or {}),
        value=value,
        checks=(*unlisted, *checks),
    )


def _translated(name: str, column: Column) -> tuple[str, tuple[Check, ...]]:
    if not column.values:
        return f"t_{name}", ()
    cases = " ".join(
        f"WHEN {literal(seen)} THEN {literal(becomes)}" for seen, becomes in column.values.items()
    )
    otherwise = literal(column.other) if column.other is not None else "NULL"
    sql = f"nullif(CASE t_{name} {cases} ELSE {otherwise} END, '')"
    if column.other is not None:
        return f"CASE WHEN t_{name} IS NOT NULL THEN {sql} END", ()
    listed = ", ".join(map(literal, column.values))
    condition = f"t_{name} IS NOT NULL AND t_{name} NOT IN ({listed})"
    return sql, (_check(column, "AL-S105", condition, name),)


def _check(column: Column, code: str, condition: str, name: str) -> Check:
    return Check(condition=condition, column=column.column or "", code=code, seen=f"t_{name}")
