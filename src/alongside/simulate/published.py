"""The published rates that a simulated agency has to show on what was observed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Measure = Literal[
    "referrals", "screened_in", "victims", "victims_group", "victims_age", "by_18", "reporter"
]

CM2022 = "Child Maltreatment 2022 (HHS/ACF)"
CM2023 = "Child Maltreatment 2023 (HHS/ACF)"
KIM2017 = "Kim et al. 2017, American Journal of Public Health 107(2)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One published figure: per 1,000 children and year, or a share in percent."""

    name: str
    measure: Measure
    of: str
    value: float
    unit: str
    source: str


GROUPS = (
    "American Indian/Alaska Native",
    "Asian",
    "Black",
    "Hispanic",
    "Multiracial",
    "Pacific Islander",
    "White",
)
VICTIMS_BY_GROUP = (14.3, 1.3, 12.1, 7.0, 9.4, 9.3, 6.6)

# first and last whole year of age, victims of 1,000 children
AGE_BANDS = ((0, 0), (1, 3), (4, 7), (8, 11), (12, 15), (16, 17))
VICTIMS_BY_AGE = (22.2, 9.3, 7.7, 6.5, 6.2, 4.2)

REFERRALS = 60.0
SCREENED_IN_PERCENT = 47.5
VICTIMS = 7.4
INVESTIGATED_BY_18_PERCENT = 37.0
REPORTERS_PERCENT = {"police": 21.0, "education": 17.0, "medical": 12.0}

PER_1000 = "of 1,000 children a year"
PERCENT = "%"


def band_name(band: tuple[int, int]) -> str:
    """How a band of ages is written: ``under 1``, ``4-7``."""
    return "under 1" if band == (0, 0) else f"{band[0]}-{band[1]}"


def published_rates() -> tuple[Published, ...]:
    """Every published figure, in the order of the report."""
    return (
        _rate("referrals", "referrals", "", REFERRALS, CM2023),
        _share("referrals screened in", "screened_in", "", SCREENED_IN_PERCENT, CM2023),
        _rate("victims", "victims", "", VICTIMS, CM2023),
        *(
            _rate(f"victims, {group}", "victims_group", group, value, CM2022)
            for group, value in zip(GROUPS, VICTIMS_BY_GROUP, strict=True)
        ),
        *(
            _rate(f"victims, age {band_name(band)}", "victims_age", band_name(band), value, CM2022)
            for band, value in zip(AGE_BANDS, VICTIMS_BY_AGE, strict=True)
        ),
        _share("investigated by 18", "by_18", "", INVESTIGATED_BY_18_PERCENT, KIM2017),
        *(
            _share(f"referrals from {kind}", "reporter", kind, value, CM2023)
            for kind, value in REPORTERS_PERCENT.items()
        ),
    )


def _rate(name: str, measure: Measure, of: str, value: float, source: str) -> Published:
    return Published(name=name, measure=measure, of=of, value=value, unit=PER_1000, source=source)


def _share(name: str, measure: Measure, of: str, value: float, source: str) -> Published:
    return Published(name=name, measure=measure, of=of, value=value, unit=PERCENT, source=source)
