"""What happened: an event block as SQL."""

from __future__ import annotations

from alongside.agency import EventBlock
from alongside.sources.mapping.fields import (
    Check,
    FieldMaker,
    FieldSql,
    instant_field,
    local_day,
    number_field,
    precision,
    text_field,
)
from alongside.sources.mapping.keys import joined_key, key_aliases, record_columns, record_key
from alongside.sources.mapping.parts import (
    Place,
    backwards,
    compile_block,
    fields_of,
    known_since,
    no_key,
    own_columns,
    rights,
    value_of,
    with_columns,
)
from alongside.sources.mapping.select import BlockSql, joined_sql
from alongside.sources.readers.base import literal
from alongside.sources.targets import EVENT_CONTENT

FIELDS: dict[str, FieldMaker] = {
    "happened": instant_field,
    "until": instant_field,
    "value": number_field,
    "code": text_field,
    "detail": text_field,
}


def compile_event(place: Place, block: EventBlock) -> BlockSql:
    """One row an event. Without a key of its own the content is the key."""
    record = place.source.record_block(block.of)
    columns = record_columns(record, block.of_key)
    of_keys = key_aliases(columns, prefix="k_")
    own_keys = key_aliases(block.key, prefix="e_")
    record_sql = record_key(record, list(of_keys))
    own_sql = joined_key(list(own_keys)) if own_keys else "NULL::VARCHAR"
    fields = fields_of(block, FIELDS, place.setting)
    lag_from = local_day("happened", place.setting)
    known, known_fields = known_since(block, place.setting, lag_from=lag_from)
    output = {
        "record_id": f"{place.source_prefix} || {record_sql}",
        **_output(place, block, fields),
        "_known": known,
        "_own_key": own_sql,
    }
    compiled = compile_block(
        block,
        "event",
        block.kind,
        fields=[*fields.values(), *known_fields],
        keys=of_keys | own_keys,
        extra=[no_key(record_sql, columns), *_more_checks(block, own_sql, fields)],
        matter=own_columns(block, FIELDS),
        output=output,
        hashed=EVENT_CONTENT,
    )
    key = "_own_key" if own_keys else f"md5({joined_sql(EVENT_CONTENT)})"
    prefix = f"{place.source_name}:{place.table_name}.{block.kind}:{block.of}/"
    ids = f"{key} AS source_key, {literal(prefix)} || {key} AS event_id"
    return with_columns(compiled, ids, drop="_own_key")


def _output(place: Place, block: EventBlock, fields: dict[str, FieldSql]) -> dict[str, str]:
    happened = fields["happened"].value
    exactly = precision("happened", block.happened)
    return {
        "source": literal(place.source_name),
        "kind": literal(block.kind),
        "happened_from": happened,
        "happened_until": f"CAST({value_of(fields, 'until')} AS TIMESTAMP)",
        "precision": f"CASE WHEN {happened} IS NULL THEN 'unknown' ELSE {exactly} END",
        "value": f"CAST({value_of(fields, 'value')} AS DOUBLE)",
        "unit": literal(block.unit) if block.unit else "NULL::VARCHAR",
        "code": value_of(fields, "code"),
        "code_system": literal(block.code_system) if block.code_system else "NULL::VARCHAR",
        "detail": value_of(fields, "detail"),
        "origin": "'source'",
        "lane": literal(block.lane or place.source.lane),
        **rights(block),
    }


def _more_checks(block: EventBlock, own_key: str, fields: dict[str, FieldSql]) -> list[Check]:
    checks = [no_key(own_key, block.key)] if block.key else []
    if block.until is not None:
        condition = f"{fields['until'].value} < {fields['happened'].value}"
        checks.append(backwards(condition, block.until))
    return checks
