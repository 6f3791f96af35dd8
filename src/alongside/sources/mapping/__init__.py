"""A mapping compiled to SQL: one SELECT a block, over a table of texts."""

from alongside.sources.mapping.compile import blocks_of, columns_of, compile_table
from alongside.sources.mapping.fields import Setting
from alongside.sources.mapping.parts import Place
from alongside.sources.mapping.select import BlockSql

__all__ = ["BlockSql", "Place", "Setting", "blocks_of", "columns_of", "compile_table"]
