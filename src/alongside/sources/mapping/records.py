"""Who: a record block as SQL."""

from __future__ import annotations

from alongside.agency import RecordBlock
from alongside.sources.mapping.fields import (
    FieldMaker,
    FieldSql,
    day_field,
    flag_field,
    precision,
    sex_field,
    text_field,
)
from alongside.sources.mapping.keys import key_aliases, record_key
from alongside.sources.mapping.parts import (
    Place,
    compile_block,
    fields_of,
    known_since,
    no_key,
    own_columns,
    rights,
    value_of,
)
from alongside.sources.mapping.select import BlockSql
from alongside.sources.readers.base import literal
from alongside.sources.targets import RECORD_CONTENT

FIELDS: dict[str, FieldMaker] = {
    "given_name": text_field,
    "family_name": text_field,
    "full_name": text_field,
    "birth_on": day_field,
    "died_on": day_field,
    "sex": sex_field,
    "address": text_field,
    "postcode": text_field,
    "place": text_field,
    "phone": text_field,
    "email": text_field,
    "id_number": text_field,
    "language": text_field,
    "sealed": flag_field,
    "address_protected": flag_field,
}


def compile_record(place: Place, block: RecordBlock) -> BlockSql:
    """One row a person-like record; traits stand beside it as ``trait_<name>``."""
    columns = block.key or block.key_from
    keys = key_aliases(columns, prefix="k_")
    key = record_key(block, list(keys))
    fields = fields_of(block, FIELDS, place.setting)
    traits = {
        f"trait_{trait}": text_field(f"trait_{trait}", column, place.setting)
        for trait, column in sorted(block.traits.items())
    }
    known, known_fields = known_since(block, place.setting)
    return compile_block(
        block,
        "record",
        block.name,
        fields=[*fields.values(), *traits.values(), *known_fields],
        keys=keys,
        extra=[no_key(key, columns)],
        matter=[*columns, *own_columns(block, FIELDS)],
        output=_output(place, block, key, fields) | {"_traits": _traits(traits), "_known": known},
        hashed=RECORD_CONTENT,
    )


def _traits(traits: dict[str, FieldSql]) -> str:
    """Traits as one list, so that blocks with other traits fit into the same table."""
    pairs = ", ".join(
        f"{{'trait': {literal(name.removeprefix('trait_'))}, 'value': {field.value}}}"
        for name, field in traits.items()
    )
    return f"[{pairs}]::STRUCT(trait VARCHAR, value VARCHAR)[]"


def _output(
    place: Place, block: RecordBlock, key: str, fields: dict[str, FieldSql]
) -> dict[str, str]:
    return {
        "source_key": key,
        "record_id": f"{place.source_prefix} || {key}",
        "source": literal(place.source_name),
        "block": literal(block.name),
        **{name: value_of(fields, name) for name in FIELDS if name != "full_name"},
        **_names(fields),
        "birth_precision": _birth_precision(block),
        "id_kind": literal(block.id_kind) if block.id_kind else "NULL::VARCHAR",
        **rights(block),
    }


def _names(fields: dict[str, FieldSql]) -> dict[str, str]:
    """Cut a full name: at a comma ``Family, Given``, else the last word is the family name."""
    if "full_name" not in fields:
        return {}
    full = fields["full_name"].value
    family = rf"""CASE WHEN contains({full}, ',') THEN trim(split_part({full}, ',', 1))
        ELSE regexp_extract({full}, '(\S+)$', 1) END"""
    given = rf"""CASE WHEN contains({full}, ',') THEN trim(substr({full}, strpos({full}, ',') + 1))
        ELSE trim(regexp_replace({full}, '\S+$', '')) END"""
    cut = {"family_name": f"nullif({family}, '')", "given_name": f"nullif({given}, '')"}
    return {
        name: f"coalesce({fields[name].value}, {sql})" if name in fields else sql
        for name, sql in cut.items()
    }


def _birth_precision(block: RecordBlock) -> str:
    if block.birth_on is None:
        return "NULL::VARCHAR"
    return f"CASE WHEN l_birth_on IS NOT NULL THEN {precision('birth_on', block.birth_on)} END"
