"""Write a draft as TOML that says why and how sure, and that ``read_agency`` accepts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from alongside.sources.suggest.roles import ColumnGuess, event_key, is_free_text

if TYPE_CHECKING:
    from tomlkit.items import Table as TomlTable

    from alongside.agency import Table

RECORD_ROLES = (
    "given_name", "family_name", "full_name", "birth_on", "died_on", "sex", "address", "postcode",
    "place", "phone", "email", "id_number", "language", "sealed", "address_protected",
)  # fmt: skip
_IDENTITY = ("given_name", "family_name", "full_name", "birth_on", "sex", "postcode")


def draft_toml(
    table: Table,
    *,
    name: str,
    guesses: Sequence[ColumnGuess],
    purpose: str,
    delimiter: str | None,
) -> tuple[str, list[str]]:
    """The text of a source file, and what a person must look at."""
    import tomlkit

    by_role = {guess.role: guess for guess in guesses if guess.role}
    warnings = _warnings(guesses, by_role)
    document = tomlkit.document()
    document.add(tomlkit.comment("A draft: read every line. The number is how sure it is, 0 to 1."))
    for warning in warnings:
        document.add(tomlkit.comment(f"LOOK: {warning}"))
    document["title"] = name.replace("_", " ").capitalize()
    document["lane"] = "Agency"
    document["lane"].comment("where the picture draws it: Home, Agency, School, Health, Police")
    tables = tomlkit.table(is_super_table=True)
    tables[name] = _table(table, guesses, delimiter)
    document["tables"] = tables
    records = tomlkit.aot()
    records.append(_record(guesses, by_role, purpose))
    document["record"] = records
    if "happened" in by_role:
        events = tomlkit.aot()
        events.append(_event(name, guesses, by_role, purpose))
        document["event"] = events
    for guess in guesses:
        if guess.role is None and guess.trait is None:
            document.add(tomlkit.comment(f"not mapped: {guess.name!r}, {guess.why}"))
    return tomlkit.dumps(document), warnings


def _table(table: Table, guesses: Sequence[ColumnGuess], delimiter: str | None) -> TomlTable:
    import tomlkit

    made = tomlkit.table()
    made["format"] = table.format
    made["path"] = table.path
    if table.header_row > 1:
        made["header_row"] = table.header_row
    if table.resource:
        made["resource"] = table.resource
    if delimiter:
        made["delimiter"] = delimiter
    orders = Counter(guess.profile.order for guess in guesses if guess.profile.order)
    orders.pop("ymd", None)
    if orders:
        order = orders.most_common(1)[0][0]
        made["date_order"] = order
        shares = [g.profile.parsed for g in guesses if g.profile.order == order]
        made["date_order"].comment(f"reads {min(shares):.0%} or more of the values of each date")
    return made


def _record(
    guesses: Sequence[ColumnGuess], by_role: dict[str, ColumnGuess], purpose: str
) -> TomlTable:
    import tomlkit

    record = tomlkit.table()
    record["name"] = "client"
    if "key" in by_role:
        _put(record, "key", by_role["key"], as_list=True)
    else:
        columns = [by_role[role].name for role in _IDENTITY if role in by_role]
        record["key_from"] = columns or [guess.name for guess in guesses[:3]]
        record["key_from"].comment("no key was found: a corrected row will look like a new person")
    for role in RECORD_ROLES:
        if role in by_role:
            _put(record, role, by_role[role])
    if "known" in by_role and "happened" not in by_role:
        _put(record, "known", by_role["known"])
    traits = tomlkit.inline_table()
    for guess in guesses:
        if guess.trait and guess.trait not in traits:
            traits[guess.trait] = guess.name
    if traits:
        record["traits"] = traits
        record["traits"].comment("protected: kept apart, read by audits of fairness only")
    record["purposes"] = [purpose]
    return record


def _event(
    name: str, guesses: Sequence[ColumnGuess], by_role: dict[str, ColumnGuess], purpose: str
) -> TomlTable:
    import tomlkit

    event = tomlkit.table()
    event["of"] = "client"
    event["kind"] = name
    event["says"] = name.replace("_", " ").capitalize()
    own = event_key(guesses)
    if own is not None:
        event["key"] = [own.name]
        event["key"].comment("every row has its own")
    for role in ("happened", "until", "known"):
        if role in by_role:
            _put(event, role, by_role[role])
    event["purposes"] = [purpose]
    return event


def _put(block: Any, key: str, guess: ColumnGuess, *, as_list: bool = False) -> None:
    block[key] = [guess.name] if as_list else guess.name
    block[key].comment(f"{guess.confidence:.2f}, {guess.why}")


def _warnings(guesses: Sequence[ColumnGuess], by_role: dict[str, ColumnGuess]) -> list[str]:
    found = [f"{g.name!r} is free text; leave it out unless a purpose needs it"
             for g in guesses if is_free_text(g.profile)]  # fmt: skip
    found += [f"{g.name!r} looks like a protected trait ({g.trait})" for g in guesses if g.trait]
    found += [
        f"{g.name!r}: day or month first? Both read every value"
        for g in guesses
        if g.profile.ambiguous and g.profile.kind == "date"
    ]
    key = by_role.get("key")
    if key is not None and key.profile.distinct < 1:
        found.append(f"{key.name!r} repeats: several rows a person; the first one's details hold")
    return found
