"""What the compilers of all kinds of blocks share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from alongside.agency import Column, EventBlock, RecordBlock, SourceFile
from alongside.agency.source_file import Block
from alongside.core import Sensitivity
from alongside.sources.mapping.fields import (
    Check,
    FieldMaker,
    FieldSql,
    Setting,
    instant_field,
    raw_text,
)
from alongside.sources.mapping.select import BlockSql, nested
from alongside.sources.readers.base import literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a block stands: its source, its table, and how the table is read."""

    source_name: str
    source: SourceFile
    table_name: str
    setting: Setting

    @property
    def source_prefix(self) -> str:
        """SQL of what stands before a key in a record's id."""
        return literal(f"{self.source_name}:")


def fields_of(
    block: Block, makers: Mapping[str, FieldMaker], setting: Setting
) -> dict[str, FieldSql]:
    """The SQL of every field that the block maps."""
    columns = ((name, getattr(block, name)) for name in makers)
    return {name: makers[name](name, col, setting) for name, col in columns if col is not None}


def value_of(fields: Mapping[str, FieldSql], name: str) -> str:
    """The SQL of a field's value, NULL when it is not mapped."""
    return fields[name].value if name in fields else "NULL"


def rights(block: RecordBlock | EventBlock) -> dict[str, str]:
    """Sensitivity and purposes, the same for every row of a block."""
    purposes = ", ".join(literal(purpose) for purpose in sorted(block.purposes))
    return {
        "sensitivity": f"{int(Sensitivity[block.sensitivity.upper()])}::UTINYINT",
        "purposes": f"[{purposes}]::VARCHAR[]",
    }


def known_since(
    block: Block, setting: Setting, *, lag_from: str | None = None
) -> tuple[str, list[FieldSql]]:
    """SQL of the time that the source declares as known, and the fields that it needs.

    A ``known`` column comes first, then a declared lag after ``lag_from`` (a local day).
    """
    if block.known is not None:
        known = instant_field("known", block.known, setting)
        return f"CAST({known.value} AS TIMESTAMP)", [known]
    if setting.table.lag_days is not None and lag_from is not None:
        day = f"(({lag_from}) + {setting.table.lag_days})::TIMESTAMP"
        return f"timezone('UTC', timezone({literal(setting.zone)}, {day}))", []
    return "NULL::TIMESTAMP", []


def no_key(key: str, columns: Iterable[str]) -> Check:
    """The row does not say whose or which it is."""
    return Check(
        condition=f"{key} IS NULL", column=", ".join(columns), code="AL-S101", seen="NULL::VARCHAR"
    )


def backwards(condition: str, until: Column) -> Check:
    """It ends before it begins."""
    return Check(condition=condition, column=until.column or "", code="AL-S107", seen="t_until")


def ends_early(fields: Mapping[str, FieldSql], until: Column | None) -> list[Check]:
    """The check of a span of days, when both ends are mapped."""
    if until is None or "from_on" not in fields:
        return []
    condition = f"{fields['until_on'].value} < {fields['from_on'].value}"
    return [
        Check(condition=condition, column=until.column or "", code="AL-S107", seen="t_until_on")
    ]


def own_columns(block: Block, names: Iterable[str]) -> list[str]:
    """The columns among these fields that the block reads; constants are none."""
    columns = (getattr(block, name) for name in names)
    return [col.column for col in columns if col is not None and col.column is not None]


def compile_block(
    block: Block,
    target: str,
    label: str,
    *,
    fields: list[FieldSql],
    keys: dict[str, str],
    extra: list[Check],
    matter: Iterable[str],
    output: dict[str, str],
    hashed: Iterable[str],
    present: Iterable[str] = (),
) -> BlockSql:
    """Nest the fields into one SELECT.

    ``matter`` are columns of which one must not be empty for the block to apply, ``present``
    columns of which none may be. The first of ``extra`` is checked before the fields, the others
    after them.
    """
    checks = (*extra[:1], *(check for field in fields for check in field.checks), *extra[1:])
    applies = _applies(block, tuple(dict.fromkeys(matter)), (*block.needs, *present))
    sql = nested(
        fields, keys=keys, applies=applies, checks=checks, output=output, hashed=tuple(hashed)
    )
    return BlockSql(target=target, label=label, applies=applies, sql=sql, checks=checks)


def with_columns(compiled: BlockSql, extra: str, *, drop: str | None = None) -> BlockSql:
    """Add columns that rest on the finished ones."""
    star = f"* EXCLUDE ({drop})" if drop else "*"
    return replace(compiled, sql=f"SELECT {star}, {extra} FROM ({compiled.sql})")


def _applies(block: Block, matter: tuple[str, ...], present: tuple[str, ...]) -> str:
    conditions = [f"{raw_text(column)} IS NOT NULL" for column in present]
    for column, kept in block.where.items():
        listed = ", ".join(literal(value) for value in kept)
        conditions.append(f"coalesce({raw_text(column)}, '') IN ({listed})")
    if matter:
        some = " OR ".join(f"{raw_text(column)} IS NOT NULL" for column in matter)
        conditions.append(f"({some})")
    return " AND ".join(conditions) or "true"
