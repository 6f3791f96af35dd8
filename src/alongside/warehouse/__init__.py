"""The warehouse: a disposable function of kept extracts, ledger and code.

A generation is one DuckDB file that is built beside the current one, made durable, and then named
current by the operational database. Nothing here is a truth that cannot be rebuilt, and nothing
here decides who may read.
"""

from alongside.warehouse.generations import (
    Generation,
    content_hashes,
    discard_old,
    make_durable,
    new_generation,
    open_building,
    open_reading,
)
from alongside.warehouse.schema import SCHEMA_VERSION, TABLES

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "Generation",
    "content_hashes",
    "discard_old",
    "make_durable",
    "new_generation",
    "open_building",
    "open_reading",
]
