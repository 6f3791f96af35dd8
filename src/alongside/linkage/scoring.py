"""The SQL that scores a pair, written from a model: one CASE a field, summed.

The same statement serves every pair, whether all are scored at once or one record comes alone.
"""

from __future__ import annotations

import re

from alongside.linkage.comparisons import ASKED_ONCE, BY_FIELD, Comparison
from alongside.linkage.model import LinkageModel
from alongside.linkage.rules import BY_NAME

_SIDE = re.compile(r"\b([a-z_0-9]+)_(l|r)\b")
_EDITS = re.compile(r"levenshtein\((\w+)_(l|r), (\w+)_(l|r)\)")
_CUT = re.compile(r"substr\((\w+)_(l|r), (\d+), (\d+)\)")
_DENIES = re.compile(r"\bNOT\b")


def sides(condition: str) -> str:
    """Turn ``given_l`` into ``l.given``."""
    return _SIDE.sub(r"\2.\1", condition)


def weight_sql(model: LinkageModel) -> str:
    """The weight of a pair without the prior, in bits."""
    return sides(_weight(model))


def weights_sql(model: LinkageModel, pairs: str) -> str:
    """``l``, ``r`` and ``weight`` of many pairs; ``pairs`` is a FROM clause with m, l and r.

    The same sum as :func:`weight_sql`; what several fields ask is worked out once a pair.
    """
    weight, steps = _weight(model), list[tuple[str, str]]()
    for name, condition in reversed(ASKED_ONCE):
        weight = weight.replace(condition, name)
        steps = [(one, asked.replace(condition, name)) for one, asked in steps]
        steps.append((name, condition))
    found = set(_SIDE.findall(" ".join([weight, *(condition for _, condition in steps)])))
    columns = "".join(f", {side}.{column} AS {column}_{side}" for column, side in sorted(found))
    query = f"SELECT m.l, m.r{columns} FROM {pairs}"
    for name, condition in reversed(steps):
        query = f"SELECT *, {condition} AS {name} FROM ({query})"
    return f"SELECT l, r, {weight} AS weight FROM ({query})"


def _weight(model: LinkageModel) -> str:
    return " + ".join(_case(BY_FIELD[field], model) for field in model.fields)


def _case(comparison: Comparison, model: LinkageModel) -> str:
    whens = [
        f"WHEN {level.when} THEN {_bits(comparison, model, number)}"
        for number, level in enumerate(comparison.levels)
    ]
    return f"(CASE WHEN {comparison.silent} THEN 0.0 {' '.join(whens)} ELSE 0.0 END)"


def _bits(comparison: Comparison, model: LinkageModel, number: int) -> str:
    """What a level weighs."""
    field = comparison.field
    if comparison.levels[number].weighs_rarity and field in model.rare:
        # the two values are the same here, so the share of either side will do
        return f"{model.rare[field]!r} - log2(share_{field}_l)"
    return repr(float(model.weights[field][number]))


def sieve_sql(model: LinkageModel) -> str:
    """A weight that is never less than the pair's own, and is worked out without counting edits.

    Needs the columns of :func:`sieve_columns_sql`. In a condition that must hold, the number of
    edits gives way to half of the bits that differ, which is never more.
    """
    return " + ".join(_at_most(BY_FIELD[field], model) for field in model.fields)


def _at_most(comparison: Comparison, model: LinkageModel) -> str:
    """Levels in order, each where it may hold; 0 where the field may say nothing."""
    weights = model.weights[comparison.field]
    first = sides(_bits(comparison, model, 0))
    whens = [f"WHEN {sides(comparison.levels[0].when)} THEN {first}"]
    whens += [
        f"WHEN {_may(level.when)} THEN {float(weight)!r}"
        for level, weight in zip(comparison.levels[1:], weights[1:], strict=True)
    ]
    most = f"CASE {' '.join(whens)} ELSE 0.0 END"
    silent = _may(comparison.silent)
    return f"(CASE WHEN {silent} THEN greatest(0.0, {most}) ELSE {most} END)"


def _may(condition: str) -> str:
    """A condition that holds wherever ``condition`` does; one that denies may hold anywhere."""
    if _DENIES.search(condition):
        return "TRUE"
    without_edits = _EDITS.sub(r"(bit_count(xor(\1_bits_\2, \3_bits_\4)) / 2)", condition)
    return sides(_CUT.sub(r"\1_\3_\4_\2", without_edits))


def sieve_columns_sql(model: LinkageModel) -> list[str]:
    """What a sieved table must carry: sketches of columns, and the parts that are compared."""
    conditions = " ".join(
        f"{BY_FIELD[field].silent} {' '.join(level.when for level in BY_FIELD[field].levels)}"
        for field in model.fields
    )
    columns = {column for found in _EDITS.findall(conditions) for column in found[::2]}
    cuts = {(column, start, length) for column, _, start, length in _CUT.findall(conditions)}
    return [
        *(f"sketch({column}) AS {column}_bits" for column in sorted(columns)),
        *(
            f"substr({one}, {start}, {size}) AS {one}_{start}_{size}"
            for one, start, size in sorted(cuts)
        ),
    ]


def rare_fields(model: LinkageModel) -> list[str]:
    """Fields whose values' shares a scored table must carry as ``share_<field>``."""
    return [field for field in model.fields if field in model.rare]


def keyed_sql(model: LinkageModel, source: str) -> str:
    """``source`` with its keys (``k0``, ``k1`` ...) and shares; needs ``_share_<field>`` tables."""
    keys = [f"{key_sql(name)} AS k{number}" for number, name in enumerate(model.rules)]
    shares, joins = [], []
    for field in rare_fields(model):
        column = BY_FIELD[field].column
        shares.append(f"coalesce(s_{field}.share, {model.least_share!r}) AS share_{field}")
        joins.append(f"LEFT JOIN _share_{field} s_{field} ON i.{column} = s_{field}.value")
    return f"SELECT {', '.join(['i.*', *keys, *shares])} FROM {source} i {' '.join(joins)}"


def key_sql(rule: str) -> str:
    """The hash of a rule's key, NULL where a part is missing."""
    key = BY_NAME[rule].key
    return f"CASE WHEN ({key}) IS NOT NULL THEN hash('{rule}|' || {key}) END"


def agreements_sql(model: LinkageModel) -> str:
    """JSON of the fields that say something: field, what is said, and its weight in bits."""
    parts = [_agreement(BY_FIELD[field], model) for field in model.fields]
    return f"'[' || array_to_string([{', '.join(parts)}], ',') || ']'"


def _agreement(comparison: Comparison, model: LinkageModel) -> str:
    whens = " ".join(f"WHEN {sides(level.when)} THEN '{level.says}'" for level in comparison.levels)
    says = f"CASE WHEN {sides(comparison.silent)} THEN NULL {whens} END"
    weight = f"printf('%.3f', {sides(_case(comparison, model))})"
    return (
        f'\'{{"field":"{comparison.label}","says":"\' || ({says}) || '
        f"'\",\"weight\":' || {weight} || '}}'"
    )
