"""A table's blocks, compiled: the one place that knows every kind of block."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alongside.agency import (
    AddressBlock,
    Column,
    EventBlock,
    RecordBlock,
    RelationshipBlock,
    SourceFile,
)
from alongside.agency.source_file import Block, OfRecord
from alongside.sources.mapping.events import compile_event
from alongside.sources.mapping.parts import Place
from alongside.sources.mapping.records import compile_record
from alongside.sources.mapping.select import BlockSql
from alongside.sources.mapping.ties import compile_address, compile_relationship

COMPILERS: dict[type[Block], Callable[[Place, Any], BlockSql]] = {
    RecordBlock: compile_record,
    EventBlock: compile_event,
    AddressBlock: compile_address,
    RelationshipBlock: compile_relationship,
}


def compile_table(place: Place) -> list[BlockSql]:
    """The SQL of every block that reads the place's table, in the order of kinds."""
    return [
        COMPILERS[type(block)](place, block) for block in blocks_of(place.source, place.table_name)
    ]


def blocks_of(source: SourceFile, table_name: str) -> list[Block]:
    """The blocks that read a table."""
    return [block for block in source.blocks() if source.table_of(block) == table_name]


def columns_of(source: SourceFile, table_name: str) -> frozenset[str]:
    """Every column that the blocks of a table name."""
    return frozenset(
        column for block in blocks_of(source, table_name) for column in _columns(source, block)
    )


def _columns(source: SourceFile, block: Block) -> list[str]:
    columns = [*block.where, *block.needs]
    for _, value in block:
        if isinstance(value, Column) and value.column is not None:
            columns.append(value.column)
    for listed in ("key", "key_from", "of_key", "from_key", "to_key"):
        columns += getattr(block, listed, ())
    if isinstance(block, RecordBlock):
        columns += [col.column for col in block.traits.values() if col.column is not None]
    if isinstance(block, OfRecord) and not block.of_key:
        record = source.record_block(block.of)
        columns += record.key or record.key_from
    return columns
