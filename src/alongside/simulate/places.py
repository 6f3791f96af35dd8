"""Addresses: towns, streets and the numbers on the doors. The postcodes are assigned to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.chance import stream
from alongside.simulate.residences import REFUGE, SHELTER, Residences

Text = NDArray[np.object_]

TOWNS = (
    "Northmere",
    "Eastmere",
    "Quarry Hill",
    "Saltmarsh",
    "Fernley",
    "Old Harbour",
    "Millbrook",
    "St. Brendan",
    "Kingsway",
    "Two Rivers",
)
_POSTCODES = 40
_STREETS_A_POSTCODE = 40
_NAMES = tuple(
    """Alder Ash Aspen Bay Beacon Birch Bridge Canal Castle Cedar Chapel Cherry Church Cliff Clover
    College Copper Cross Dock Dove Elm Fern Ferry Field Foundry Fox Garden Glen Grange Grove Harbor
    Hawthorn Hazel Heron Highland Hill Holly Iron Juniper Kestrel Lake Larch Lark Laurel Lilac
    Linden Lock Magnolia Maple Market Meadow Mill Oak Orchard Park Pine Poplar Prospect Quarry
    Railway River Robin Rowan School Spring Spruce State Station Sycamore Tannery Union Valley Vine
    Walnut Washington Water Willow Windmill Wren""".split()  # noqa: SIM905 - a list of words reads best as words
)
_KINDS = ("Street", "Street", "Avenue", "Road", "Lane", "Drive", "Court", "Way", "Place", "Terrace")

SHELTER_ADDRESS = ("1 Quay Street", "00001", "Old Harbour")
REFUGE_ADDRESSES = tuple(
    (f"{number} Lantern House", f"000{41 + number % 3}", "Two Rivers") for number in range(1, 4)
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Addresses:
    """One address for each stay."""

    street: Text
    postcode: Text
    place: Text
    protected: NDArray[np.bool_]


@cache
def _streets() -> tuple[list[str], list[str], list[str]]:
    """Street name, postcode and town of every street of the county, always the same."""
    rng = stream(0, "streets")
    names: list[str] = []
    for _ in range(_POSTCODES):
        drawn = rng.permutation(len(_NAMES))[:_STREETS_A_POSTCODE]
        kinds = rng.integers(0, len(_KINDS), size=len(drawn))
        names += [f"{_NAMES[n]} {_KINDS[k]}" for n, k in zip(drawn, kinds, strict=True)]
    area = np.repeat(np.arange(_POSTCODES), _STREETS_A_POSTCODE).tolist()
    return names, [f"{code + 1:05d}" for code in area], [TOWNS[code // 4] for code in area]


def write_addresses(residences: Residences, rng: np.random.Generator) -> Addresses:
    """Give every stay its address; shelter stays share one, refuges are few and protected."""
    count = len(residences.stay_unit)
    streets, postcodes, towns = _streets()
    where = rng.integers(0, len(streets), size=count)
    number = rng.integers(1, max(400, count // 40), size=count)
    flat = np.where(rng.random(count) < 0.22, rng.integers(1, 25, size=count), 0)
    addresses = Addresses(
        street=np.array(
            [
                f"{n} {streets[s]} Apt {f}" if f else f"{n} {streets[s]}"
                for n, s, f in zip(number.tolist(), where.tolist(), flat.tolist(), strict=True)
            ],
            dtype=object,
        ),
        postcode=np.array(postcodes, dtype=object)[where],
        place=np.array(towns, dtype=object)[where],
        protected=residences.is_hidden(),
    )
    _set_address(addresses, np.flatnonzero(residences.stay_place == SHELTER), SHELTER_ADDRESS)
    for turn, address in enumerate(REFUGE_ADDRESSES):
        refuges = np.flatnonzero(residences.stay_place == REFUGE)
        _set_address(addresses, refuges[turn :: len(REFUGE_ADDRESSES)], address)
    return addresses


def _set_address(
    addresses: Addresses, stays: NDArray[np.int64], address: tuple[str, str, str]
) -> None:
    addresses.street[stays], addresses.postcode[stays], addresses.place[stays] = address
