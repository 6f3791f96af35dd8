"""Which columns of a source tell a protected trait: the tag is on the column and survives renaming.

A record block says that a column holds a trait. From there the tag is followed through queries:
back to the columns that the mapped one is made of, and forward to every column made of those, by
alias, expression, common table, sub-query or the place in a union. A query that keeps rows by a
tagged column tells the trait by every row that it gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from alongside.agency import Column, EventBlock, SourceFile, Table

ANY_COLUMN = "*"


@dataclass(frozen=True, slots=True)
class Tag:
    """A trait and the columns of one place (a file, or tables of a database) that hold it."""

    trait: str
    places: frozenset[str]
    columns: frozenset[str]


def tags_of(source: SourceFile) -> list[Tag]:
    """Every column that a record block of the source maps as a protected trait."""
    found = []
    for block in source.record:
        table = source.tables[source.table_of(block)]
        for trait, column in block.traits.items():
            if column.column is not None:
                found.append(_tag(trait, column.column.lower(), table))
    return found


def trait_told(source: SourceFile, block: EventBlock, tags: Iterable[Tag]) -> str | None:
    """The protected trait that an event block tells by what it reads, if any."""
    table = source.tables[source.table_of(block)]
    read = {name.lower() for name in _columns_read(block)}
    for tag in tags:
        telling = _telling(table, tag)
        if ANY_COLUMN in telling or telling & read:
            return tag.trait
    return None


def _tag(trait: str, column: str, table: Table) -> Tag:
    query = _parsed(table)
    if query is None:
        return Tag(trait, _places(table, None), frozenset({column}))
    return Tag(trait, _places(table, query), frozenset(_back({column}, query)))


def _telling(table: Table, tag: Tag) -> set[str]:
    """The columns of a table that tell what the tag says; ``*`` when its very rows do."""
    query = _parsed(table)
    if not _places(table, query) & tag.places:
        return set()
    if query is None:
        return set(tag.columns)
    return _forward(set(tag.columns), query)


def _columns_read(block: EventBlock) -> Iterator[str]:
    yield from block.where
    yield from block.needs
    for name in ("happened", "until", "value", "code", "detail", "known"):
        column: Column | None = getattr(block, name)
        if column is not None and column.column is not None:
            yield column.column


def _parsed(table: Table) -> exp.Expr | None:
    if table.format != "sql" or table.query is None:
        return None
    try:
        return parse_one(table.query)
    except SqlglotError:
        return _every_word(table.query)


def _every_word(text: str) -> exp.Expr:
    """A query that we cannot read: every word may be a table, a column, and a filter."""
    words = list(dict.fromkeys(re.findall(r"[A-Za-z_]\w*", text)))
    tables = [exp.Join(this=exp.Table(this=exp.to_identifier(word))) for word in words]
    query = exp.select("*").where(*(exp.column(word).is_(exp.null()) for word in words))
    query.set("joins", tables)
    return query


def _places(table: Table, query: exp.Expr | None) -> frozenset[str]:
    if query is None:
        return frozenset({f"{table.path or ''}|{table.sheet or ''}|{table.resource or ''}"})
    own = {common.alias.lower() for common in query.find_all(exp.CTE)}
    names = {one.name.lower() for one in query.find_all(exp.Table)}
    return frozenset(f"table {name}" for name in names - own)


def _back(columns: set[str], query: exp.Expr) -> set[str]:
    """The columns with everything that they are made of."""
    found = set(columns)
    while True:
        more = {
            column.name.lower()
            for alias in query.find_all(exp.Alias)
            if alias.alias.lower() in found
            for column in alias.find_all(exp.Column)
        }
        more |= {name for names in _by_place(query) if found & set(names) for name in names}
        if more <= found:
            return found
        found |= more


def _forward(columns: set[str], query: exp.Expr) -> set[str]:
    """The columns with everything that is made of them."""
    found = set(columns)
    while True:
        more = {
            alias.alias.lower() for alias in query.find_all(exp.Alias) if _names(alias.this) & found
        }
        more |= {name for names in _by_place(query) if found & set(names) for name in names}
        if more <= found:
            break
        found |= more
    if any(_names(part) & found for part in _filters(query)):
        found.add(ANY_COLUMN)
    return found


def _names(part: exp.Expr) -> set[str]:
    return {column.name.lower() for column in part.find_all(exp.Column)}


def _filters(query: exp.Expr) -> Iterator[exp.Expr]:
    yield from query.find_all(exp.Where, exp.Having, exp.Qualify)
    for join in query.find_all(exp.Join):
        if join.args.get("on") is not None:
            yield join.args["on"]


def _by_place(query: exp.Expr) -> Iterator[tuple[str, ...]]:
    """Columns that are one column under several names: in a union, or named after a table."""
    for union in query.find_all(exp.SetOperation):
        sides = (union.left.named_selects, union.right.named_selects)
        yield from (tuple(name.lower() for name in names) for names in zip(*sides, strict=False))
    for alias in query.find_all(exp.TableAlias):
        inner = alias.parent.this if alias.parent is not None else None
        if alias.columns and isinstance(inner, exp.Query):
            names = [column.name.lower() for column in alias.columns]
            inside = [name.lower() for name in inner.named_selects]
            yield from zip(names, inside, strict=False)
