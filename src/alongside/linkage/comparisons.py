"""How two records are compared: one table of fields, each with its levels from strong to weak.

A condition speaks of ``x_l`` and ``x_r``, the same column of the two records. What a family shares
(address, postcode, phone) says nothing about two of one family name whose given names or birth
dates clearly differ: else twins, siblings, and a father and son of one name would be one person.
"""

from __future__ import annotations

from dataclasses import dataclass

ANY = "TRUE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One degree of agreement.

    ``says`` is what a worker reads; ``m`` and ``u`` are the shares of pairs of one person and of
    two people at this level where there are too few records to learn them. ``weighs_rarity`` makes
    agreement on a rare value count more.
    """

    says: str
    when: str
    m: float
    u: float
    weighs_rarity: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One field: the columns it needs, when it says nothing, and its levels in order."""

    field: str
    label: str
    column: str  # filled in enough records, or the comparison is left out
    silent: str  # SQL condition under which nothing can be said
    levels: tuple[Level, ...]


def _missing(column: str) -> str:
    return f"({column}_l IS NULL OR {column}_r IS NULL)"


def _same(column: str) -> str:
    return f"{column}_l = {column}_r"


def _edits(column: str, most: int, *, letters: int = 0) -> str:
    """At most so many edits, in words of at least so many letters: in short ones any are many."""
    near = f"levenshtein({column}_l, {column}_r) <= {most}"
    if not letters:
        return near
    return f"({near} AND least(length({column}_l), length({column}_r)) >= {letters})"


_SWAPPED = (
    "(given_l <> given_r AND least(length(given_l), length(family_l)) >= 3 "
    "AND levenshtein(given_l, family_r) + levenshtein(family_l, given_r) <= 2)"
)
_GIVEN_ALIKE = (
    "(given_l = given_r OR nick_l = nick_r OR levenshtein(given_l, given_r) <= 2 "
    "OR given_sound_l = given_sound_r OR substr(given_l, 1, 3) = substr(given_r, 1, 3) "
    f"OR {_SWAPPED})"
)
_DOB_ALIKE = (
    "(dob_l = dob_r OR levenshtein(dob_l, dob_r) <= 2 "
    "OR (substr(dob_l, 1, 4) = substr(dob_r, 1, 4) AND substr(dob_l, 5, 2) = substr(dob_r, 7, 2) "
    "AND substr(dob_l, 7, 2) = substr(dob_r, 5, 2)))"
)
_FAMILY_ALIKE = (
    "(levenshtein(family_l, family_r) <= 2 OR contains(family_l, family_r) "
    f"OR contains(family_r, family_l) OR {_SWAPPED})"
)
# Two of one family, it seems: the same family name, but another given name or birth date, and no
# number of their own that agrees. NULL (unknown) is not different.
OTHERS = (
    f"({_FAMILY_ALIKE} AND NOT coalesce(id_number_l = id_number_r, FALSE) "
    f"AND (NOT coalesce({_GIVEN_ALIKE}, TRUE) OR NOT coalesce({_DOB_ALIKE}, TRUE)))"
)

# A phone often belongs to a home: where the address agrees and who it is does not, it says no more.
ONE_HOME = (
    "(coalesce(address_l = address_r, FALSE) "
    f"AND NOT (coalesce({_GIVEN_ALIKE}, FALSE) AND coalesce({_DOB_ALIKE}, FALSE)))"
)

# What several fields ask, by name, each after those it contains: of a pair it is worked out once.
ASKED_ONCE: tuple[tuple[str, str], ...] = (
    ("swapped", _SWAPPED),
    ("given_alike", _GIVEN_ALIKE),
    ("family_alike", _FAMILY_ALIKE),
    ("dob_alike", _DOB_ALIKE),
    ("others", OTHERS),
    ("one_home", ONE_HOME),
)

COMPARISONS: tuple[Comparison, ...] = (
    Comparison(
        field="given",
        label="given name",
        column="given",
        silent=_missing("given"),
        levels=(
            Level(says="the same", when=_same("given"), m=0.74, u=0.01, weighs_rarity=True),
            Level(says="given and family name swapped", when=_SWAPPED, m=0.02, u=0.0002),
            Level(says="a short form of the other", when=_same("nick"), m=0.06, u=0.003),
            Level(says="one letter differs", when=_edits("given", 1), m=0.06, u=0.006),
            Level(says="two letters differ", when=_edits("given", 2, letters=5), m=0.03, u=0.02),
            Level(
                says="sounds or begins alike",
                when=f"({_same('given_sound')} OR substr(given_l, 1, 3) = substr(given_r, 1, 3))",
                m=0.03,
                u=0.02,
            ),
            Level(says="differs", when=ANY, m=0.06, u=0.9408),
        ),
    ),
    Comparison(
        field="family",
        label="family name",
        column="family",
        silent=f"({_missing('family')} OR coalesce({_SWAPPED}, FALSE))",
        levels=(
            Level(says="the same", when=_same("family"), m=0.8, u=0.004, weighs_rarity=True),
            Level(says="one letter differs", when=_edits("family", 1), m=0.07, u=0.003),
            Level(
                says="one is part of the other",
                when="(least(length(family_l), length(family_r)) >= 4 AND "
                "(contains(family_l, family_r) OR contains(family_r, family_l)))",
                m=0.03,
                u=0.002,
            ),
            Level(says="two letters differ", when=_edits("family", 2, letters=5), m=0.02, u=0.01),
            Level(
                says="sounds or begins alike",
                when=f"({_same('family_sound')} "
                "OR substr(family_l, 1, 3) = substr(family_r, 1, 3))",
                m=0.02,
                u=0.02,
            ),
            Level(says="differs", when=ANY, m=0.06, u=0.961),
        ),
    ),
    Comparison(
        field="dob",
        label="birth date",
        column="dob",
        silent=_missing("dob"),
        levels=(
            Level(says="the same", when=_same("dob"), m=0.84, u=0.00005, weighs_rarity=True),
            Level(
                says="day and month swapped",
                when="(substr(dob_l, 1, 4) = substr(dob_r, 1, 4) AND substr(dob_l, 5, 2) = "
                "substr(dob_r, 7, 2) AND substr(dob_l, 7, 2) = substr(dob_r, 5, 2))",
                m=0.02,
                u=0.00003,
            ),
            Level(says="one digit differs", when=_edits("dob", 1), m=0.06, u=0.001),
            Level(says="two digits differ", when=_edits("dob", 2), m=0.03, u=0.01),
            Level(
                says="same year, or same day and month",
                when="(substr(dob_l, 1, 4) = substr(dob_r, 1, 4) "
                "OR substr(dob_l, 5, 4) = substr(dob_r, 5, 4))",
                m=0.03,
                u=0.02,
            ),
            Level(says="differs", when=ANY, m=0.02, u=0.96892),
        ),
    ),
    Comparison(
        field="sex",
        label="sex",
        column="sex",
        silent=_missing("sex"),
        levels=(
            Level(says="the same", when=_same("sex"), m=0.99, u=0.5),
            Level(says="differs", when=ANY, m=0.01, u=0.5),
        ),
    ),
    Comparison(
        field="id_number",
        label="number",
        column="id_number",
        silent=_missing("id_number"),
        levels=(
            Level(says="the same", when=_same("id_number"), m=0.93, u=0.00001),
            Level(says="one character differs", when=_edits("id_number", 1), m=0.03, u=0.00005),
            Level(says="differs", when=ANY, m=0.04, u=0.99994),
        ),
    ),
    Comparison(
        field="email",
        label="e-mail",
        column="email",
        silent=_missing("email"),
        levels=(
            Level(says="the same", when=_same("email"), m=0.75, u=0.0001, weighs_rarity=True),
            Level(says="same name before the @", when=_same("email_local"), m=0.06, u=0.0002),
            Level(says="one or two letters differ", when=_edits("email", 2), m=0.09, u=0.0001),
            Level(says="differs", when=ANY, m=0.1, u=0.9996),
        ),
    ),
    Comparison(
        field="phone",
        label="phone",
        column="phone",
        silent=f"({_missing('phone')} OR {OTHERS} OR {ONE_HOME})",
        levels=(
            Level(says="the same", when=_same("phone"), m=0.7, u=0.0001),
            Level(says="one digit differs", when=_edits("phone", 1), m=0.03, u=0.0001),
            Level(says="differs", when=ANY, m=0.27, u=0.9998),
        ),
    ),
    Comparison(
        field="address",
        label="address",
        column="address",
        silent=f"({_missing('address')} OR {OTHERS})",
        levels=(
            Level(says="the same", when=_same("address"), m=0.6, u=0.0003, weighs_rarity=True),
            Level(
                says="up to three letters differ",
                when=_edits("address", 3, letters=8),
                m=0.1,
                u=0.001,
            ),
            Level(
                says="same house number, street begins alike",
                when=f"({_same('house')} AND {_same('street3')})",
                m=0.05,
                u=0.001,
            ),
            Level(says="differs", when=ANY, m=0.25, u=0.9977),
        ),
    ),
    Comparison(
        field="postcode",
        label="postcode",
        column="postcode",
        silent=f"({_missing('postcode')} OR {OTHERS})",
        levels=(
            Level(says="the same", when=_same("postcode"), m=0.7, u=0.005, weighs_rarity=True),
            Level(says="one character differs", when=_edits("postcode", 1), m=0.06, u=0.005),
            Level(says="same area", when=_same("postcode_area"), m=0.08, u=0.03),
            Level(says="differs", when=ANY, m=0.16, u=0.96),
        ),
    ),
    Comparison(
        field="place",
        label="place",
        column="place",
        silent=_missing("place"),
        levels=(
            Level(says="the same", when=_same("place"), m=0.75, u=0.05, weighs_rarity=True),
            Level(
                says="spelt alike",
                when=f"({_edits('place', 2)} OR {_same('place4')})",
                m=0.1,
                u=0.03,
            ),
            Level(says="differs", when=ANY, m=0.15, u=0.92),
        ),
    ),
)

BY_FIELD = {comparison.field: comparison for comparison in COMPARISONS}
