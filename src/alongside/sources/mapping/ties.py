"""Where somebody lived and who belongs to whom, as SQL."""

from __future__ import annotations

from alongside.agency import AddressBlock, RelationshipBlock
from alongside.sources.mapping.fields import FieldMaker, day_field, flag_field, text_field
from alongside.sources.mapping.keys import key_aliases, record_columns, record_key
from alongside.sources.mapping.parts import (
    Place,
    compile_block,
    ends_early,
    fields_of,
    known_since,
    no_key,
    own_columns,
    value_of,
    with_columns,
)
from alongside.sources.mapping.select import BlockSql, joined_sql
from alongside.sources.readers.base import literal
from alongside.sources.targets import ADDRESS_KEY, RELATIONSHIP_KEY, TARGETS

ADDRESS: dict[str, FieldMaker] = {
    "address": text_field,
    "postcode": text_field,
    "place": text_field,
    "from_on": day_field,
    "until_on": day_field,
    "protected": flag_field,
}
TIE: dict[str, FieldMaker] = {
    "kind": text_field,
    "from_on": day_field,
    "until_on": day_field,
}


def compile_address(place: Place, block: AddressBlock) -> BlockSql:
    """One row a stay. Whose, where and from when make its key; its end may be corrected."""
    record = place.source.record_block(block.of)
    columns = record_columns(record, block.of_key)
    keys = key_aliases(columns, prefix="k_")
    record_sql = record_key(record, list(keys))
    fields = fields_of(block, ADDRESS, place.setting)
    lag_from = value_of(fields, "from_on") if block.from_on else None
    known, known_fields = known_since(block, place.setting, lag_from=lag_from)
    compiled = compile_block(
        block,
        "address",
        f"address of {block.of}",
        fields=[*fields.values(), *known_fields],
        keys=keys,
        extra=[no_key(record_sql, columns), *ends_early(fields, block.until_on)],
        matter=own_columns(block, ("address", "postcode", "place")),
        output={
            "record_id": f"{place.source_prefix} || {record_sql}",
            "source": literal(place.source_name),
            **{name: value_of(fields, name) for name in ADDRESS},
            "_known": known,
        },
        hashed=TARGETS["address"].content,
    )
    return with_columns(compiled, f"md5({joined_sql(ADDRESS_KEY)}) AS source_key")


def compile_relationship(place: Place, block: RelationshipBlock) -> BlockSql:
    """One row a tie. A row in which one of the two is empty declares none."""
    keys: dict[str, str] = {}
    ends: dict[str, str] = {}
    for side, name, columns in (
        ("from", block.from_record, block.from_key),
        ("to", block.to_record, block.to_key),
    ):
        aliases = key_aliases(columns, prefix=f"k_{side}_")
        key = record_key(place.source.record_block(name), list(aliases))
        ends[f"{side}_record"] = f"{place.source_prefix} || {key}"
        keys |= aliases
    fields = fields_of(block, TIE, place.setting)
    lag_from = value_of(fields, "from_on") if block.from_on else None
    known, known_fields = known_since(block, place.setting, lag_from=lag_from)
    compiled = compile_block(
        block,
        "relationship",
        "relationship",
        fields=[*fields.values(), *known_fields],
        keys=keys,
        extra=ends_early(fields, block.until_on),
        matter=(),
        output={
            "source": literal(place.source_name),
            **ends,
            **{name: value_of(fields, name) for name in TIE},
            "_known": known,
        },
        hashed=TARGETS["relationship"].content,
        present=[*block.from_key, *block.to_key],
    )
    return with_columns(compiled, f"md5({joined_sql(RELATIONSHIP_KEY)}) AS source_key")
