"""The SQL that scores a pair, written from a model: one CASE a field, summed.

The same statement serves every pair, whether all are scored at once or one record comes alone.
"""

from __future__ import annotations

import re

from alongside.linkage.comparisons import BY_FIELD, Comparison
from alongside.linkage.model import LinkageModel
from alongside.linkage.rules import BY_NAME

_SIDE = re.compile(r"\b([a-z_0-9]+)_(l|r)\b")


def sides(condition: str) -> str:
    """Turn ``given_l`` into ``l.given``."""
    return _SIDE.sub(r"\2.\1", condition)


def weight_sql(model: LinkageModel) -> str:
    """The weight of a pair without the prior, in bits."""
    return " + ".join(_case(BY_FIELD[field], model) for field in model.fields)


def _case(comparison: Comparison, model: LinkageModel) -> str:
    whens = []
    for level, weight in zip(comparison.levels, model.weights[comparison.field], strict=True):
        value = repr(float(weight))
        if level.weighs_rarity and comparison.field in model.rare:
            # the two values are the same here, so the share of either side will do
            value = f"{model.rare[comparison.field]!r} - log2(l.share_{comparison.field})"
        whens.append(f"WHEN {sides(level.when)} THEN {value}")
    silent = sides(comparison.silent)
    return f"(CASE WHEN {silent} THEN 0.0 {' '.join(whens)} ELSE 0.0 END)"


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
    weight = f"printf('%.3f', {_case(comparison, model)})"
    return (
        f'\'{{"field":"{comparison.label}","says":"\' || ({says}) || '
        f"'\",\"weight\":' || {weight} || '}}'"
    )
