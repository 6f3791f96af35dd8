"""Which pairs are looked at: pairs that share a key. A union of many cheap keys misses few people.

A rule is one expression over a prepared record; it is NULL where a part is missing. Names of the
first rule are sorted, so that swapped names meet too.
"""

from __future__ import annotations

from dataclasses import dataclass

PAIRS_A_RECORD = 10  # of one rule; a rule that gives more is left out
PAIRS_A_RECORD_IN_ALL = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """A key that two records may share."""

    name: str
    key: str


_DATES = {
    "year_month": "substr(dob, 1, 6)",
    "month_day": "substr(dob, 5, 4)",
    "year_day": "substr(dob, 1, 4) || substr(dob, 7, 2)",
    "year": "substr(dob, 1, 4)",
}
_PLACES = {"postcode": "postcode", "place4": "place4"}

RULES: tuple[Rule, ...] = (
    Rule("names", "least(given, family) || '|' || greatest(given, family)"),
    Rule("given_dob", "given || '|' || dob"),
    Rule("family_dob", "family || '|' || dob"),
    Rule("id_number", "id_number"),
    Rule("email", "email"),
    Rule("email_local", "email_local"),
    Rule("phone", "phone"),
    Rule("dob_area", "dob || '|' || postcode_area"),
    Rule("sounds", "given_sound || '|' || family_sound"),
    Rule("nick_family", "nick || '|' || family_sound"),
    Rule("address", "house || '|' || street3 || '|' || coalesce(postcode, place4, '')"),
    Rule("initials_year", "substr(given, 1, 1) || substr(family, 1, 3) || substr(dob, 1, 4)"),
    Rule("dob", "dob"),
    *(
        Rule(f"{name}_{part}", f"{name}_sound || '|' || {expression}")
        for name in ("given", "family")
        for part, expression in (_DATES | _PLACES).items()
    ),
    Rule("year_place", "substr(dob, 1, 4) || '|' || place"),
)

BY_NAME = {rule.name: rule for rule in RULES}
