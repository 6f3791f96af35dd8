"""``sources/*.toml``: how one system's extracts become records, events, addresses and ties.

A source has tables (files, sheets, resource types, queries). Blocks say what a row of a table
means: who (``record``), what happened (``event``), where somebody lived (``address``), who belongs
to whom (``relationship``). A column is named by a string, or by a table when it needs a word more.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from alongside.agency.agency_file import Name, SensitivityName, Strict
from alongside.privacy import PROTECTED_TRAITS

Format = Literal["csv", "excel", "parquet", "fhir", "sql"]


class Column(Strict):
    """Where a value comes from.

    Attributes
    ----------
    column : str or None
        Column name; for FHIR a dotted path such as ``name.0.family``.
    const : str or None
        A fixed value instead of a column; ``const = ""`` is always empty.
    values : dict
        Translation of source values; a value that is not listed is a reject unless
        ``other`` says what it becomes (``other = ""`` means empty).
    format : str or None
        A date format in ``strptime`` notation; without it dates are recognised.
    days_after : date or None
        The column counts days from this date, as trials do.
    empty : str or None
        What an empty cell stands for.
    """

    column: str | None = None
    const: str | None = None
    values: dict[str, str] = Field(default_factory=dict)
    other: str | None = None
    format: str | None = None
    days_after: date | None = None
    empty: str | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Column:
        if (self.column is None) == (self.const is None):
            raise ValueError("give either column or const")
        if self.format and self.days_after:
            raise ValueError("give either format or days_after")
        return self


def _as_column(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


Col = Annotated[Column, BeforeValidator(_as_column)]


class Table(Strict):
    """One readable thing: files by glob, a sheet, a FHIR resource type, or a query."""

    format: Format
    path: str | None = None  # glob, relative to the folder of extracts
    sheet: str | None = None  # excel: the first sheet when not given
    header_row: int = Field(default=1, ge=1)  # excel and csv
    delimiter: str | None = None  # csv: sniffed when not given
    encoding: str | None = None  # csv: sniffed when not given
    decimal: Literal[".", ","] = "."
    resource: str | None = None  # fhir: the resourceType
    url_env: str | None = None  # sql: environment variable that holds the database URL
    url: str | None = None  # sql: for files such as sqlite:///{extracts}/cases.sqlite
    query: str | None = None  # sql
    mode: Literal["snapshot", "append"] = "snapshot"
    date_order: Literal["ymd", "dmy", "mdy"] = "ymd"  # for dates like 01/02/2020
    lag_days: int | None = Field(default=None, ge=0)  # known so many days after it happened

    @model_validator(mode="after")
    def _complete(self) -> Table:
        if self.format == "sql":
            if not self.query or not (self.url or self.url_env):
                raise ValueError("a sql table needs query, and url or url_env")
        elif not self.path:
            raise ValueError(f"a {self.format} table needs path")
        if self.format == "fhir" and not self.resource:
            raise ValueError("a fhir table needs resource, such as Patient")
        return self


class Block(Strict):
    """What every block shares.

    ``where`` keeps rows whose columns hold one of these values, ``needs`` rows whose columns are
    not empty; what they leave out is no reject.
    """

    table: str | None = None  # may be left out when the source has one table
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    needs: tuple[str, ...] = ()
    known: Col | None = None  # column with the date from which the agency could know it


class RecordBlock(Block):
    """Who: one person-like record in each row. Rows with the same key and content are one."""

    name: Name  # other blocks refer to it: "child", "caller"
    key: tuple[str, ...] = ()  # columns of the source's own key; empty: a hash of `key_from`
    key_prefix: str = ""  # before the key, when two kinds of record share numbers: "carer-"
    key_from: tuple[str, ...] = ()  # columns hashed into a key: the source cannot correct itself
    given_name: Col | None = None
    family_name: Col | None = None
    full_name: Col | None = None  # "Family, Given" or "Given Family" in one column
    birth_on: Col | None = None
    died_on: Col | None = None
    sex: Col | None = None
    address: Col | None = None
    postcode: Col | None = None
    place: Col | None = None
    phone: Col | None = None
    email: Col | None = None
    id_number: Col | None = None
    id_kind: str | None = None
    language: Col | None = None
    sealed: Col | None = None  # yes/no: adoption, refuge, a worker's own family
    address_protected: Col | None = None
    traits: dict[str, Col] = Field(default_factory=dict)  # protected traits, kept apart
    sensitivity: SensitivityName = "ordinary"
    purposes: tuple[Name, ...] = Field(min_length=1)

    @field_validator("traits")
    @classmethod
    def _known_traits(cls, value: dict[str, Column]) -> dict[str, Column]:
        for trait in value:
            if trait not in PROTECTED_TRAITS:
                raise ValueError(f"{trait!r} is no protected trait: {sorted(PROTECTED_TRAITS)}")
        return value

    @model_validator(mode="after")
    def _one_key(self) -> RecordBlock:
        if bool(self.key) == bool(self.key_from):
            raise ValueError("give either key (the source's own) or key_from (columns to hash)")
        return self


class OfRecord(Block):
    """A block that belongs to a record: by the record's key columns in this table."""

    of: Name  # a record block
    of_key: tuple[str, ...] = ()  # columns that hold the record's key; empty: the record's own


class EventBlock(OfRecord):
    """What happened. ``key`` makes it correctable; without it the row's content is the key."""

    kind: Name
    says: str  # what the timeline calls it: "Emergency visit"
    lane: str | None = None  # where the picture draws it; the source's lane when not given
    key: tuple[str, ...] = ()
    happened: Col
    until: Col | None = None
    value: Col | None = None
    unit: str | None = None
    code: Col | None = None
    code_system: str | None = None
    detail: Col | None = None  # a few words beside the kind
    trait: str | None = None  # the protected trait that such an event tells: pregnancy, genetic
    sensitivity: SensitivityName = "ordinary"
    purposes: tuple[Name, ...] = Field(min_length=1)

    @field_validator("trait")
    @classmethod
    def _known_trait(cls, value: str | None) -> str | None:
        if value is not None and value not in PROTECTED_TRAITS:
            raise ValueError(f"{value!r} is no protected trait: {sorted(PROTECTED_TRAITS)}")
        return value


class AddressBlock(OfRecord):
    """Where somebody lived, from when until when."""

    address: Col
    postcode: Col | None = None
    place: Col | None = None
    from_on: Col | None = None
    until_on: Col | None = None
    protected: Col | None = None


class RelationshipBlock(Block):
    """Who belongs to whom, between two records of this source (or of a named one)."""

    kind: Col  # parent_of, partner_of, sibling_of, carer_of ... or a column of it
    from_record: Name
    from_key: tuple[str, ...] = Field(min_length=1)
    to_record: Name
    to_key: tuple[str, ...] = Field(min_length=1)
    from_on: Col | None = None
    until_on: Col | None = None


class SourceFile(Strict):
    """One source. Its name is the file's name without ``.toml``."""

    title: str
    lane: str  # Home, Agency, School, Health, Police ...
    owner: str = ""
    fresh_days: int = Field(default=7, ge=1)  # older than this, the page says so
    tables: dict[Name, Table] = Field(min_length=1)
    left_out: dict[str, str] = Field(default_factory=dict)  # glob of files = why none reads them
    record: tuple[RecordBlock, ...] = ()
    event: tuple[EventBlock, ...] = ()
    address: tuple[AddressBlock, ...] = ()
    relationship: tuple[RelationshipBlock, ...] = ()

    @model_validator(mode="after")
    def _names_fit(self) -> SourceFile:
        names = {block.name for block in self.record}
        problems = []
        for block in self.blocks():
            if block.table is None and len(self.tables) > 1:
                problems.append(f"{_where(block)}: say which table, there are {len(self.tables)}")
            if block.table is not None and block.table not in self.tables:
                problems.append(f"{_where(block)}: no table {block.table!r}")
            for name in _records_named(block):
                if name not in names:
                    problems.append(f"{_where(block)}: no record named {name!r}")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def blocks(self) -> tuple[Block, ...]:
        """All blocks in the order of the file's kinds."""
        return (*self.record, *self.event, *self.address, *self.relationship)

    def table_of(self, block: Block) -> str:
        """The name of the table that a block reads."""
        return block.table or next(iter(self.tables))

    def record_block(self, name: str) -> RecordBlock:
        """The record block with this name."""
        return next(block for block in self.record if block.name == name)

    def purposes_named(self) -> set[str]:
        """Every purpose that the file mentions."""
        blocks: tuple[RecordBlock | EventBlock, ...] = (*self.record, *self.event)
        return {purpose for block in blocks for purpose in block.purposes}


def _records_named(block: Block) -> tuple[str, ...]:
    if isinstance(block, OfRecord):
        return (block.of,)
    if isinstance(block, RelationshipBlock):
        return (block.from_record, block.to_record)
    return ()


def _where(block: Block) -> str:
    kind = type(block).__name__.removesuffix("Block").lower()
    name = getattr(block, "name", None) or getattr(block, "kind", None)
    return f"[[{kind}]] {name}" if isinstance(name, str) else f"[[{kind}]]"
