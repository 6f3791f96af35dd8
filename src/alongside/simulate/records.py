"""Write people down as a system's clerks do: at a time, and with that system's habits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.simulate import mess
from alongside.simulate.calendar import LAST, UNKNOWN_DAY, Days, swap_day_and_month
from alongside.simulate.chance import some
from alongside.simulate.world import World

Text = NDArray[np.object_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How often, as a share of rows, a system writes something down wrongly or not at all."""

    nickname: float = 0.03
    typo: float = 0.02  # in the given name, and again in the family name
    respelt: float = 0.02
    halved: float = 0.15  # of double names: only the first half
    swapped_names: float = 0.003
    swapped_born: float = 0.006
    slipped_born: float = 0.008
    no_born: float = 0.005
    no_id: float = 0.25
    no_phone: float = 0.15
    no_email: float = 0.5
    old_address: float = 0.08  # the one of a year before
    no_address: float = 0.02
    accents: bool = True
    shouts: bool = False  # capital letters only


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """What was written down, one row each; empty texts and unknown days are missing."""

    person: Days
    day: Days
    given: Text
    family: Text
    born: Days
    sex: Text
    street: Text
    postcode: Text
    place: Text
    phone: Text
    email: Text
    id_number: Text
    protected: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.person)


def write_down(
    world: World, persons: Days, days: Days, *, source: str, habits: Habits, part: str = ""
) -> Rows:
    """Write each person down as known on a day, with the mess of the system's habits."""
    rng = world.rng(f"records of {source} {part}")
    people = world.identities
    given, family = people.given[persons].copy(), people.family_on(persons, days)
    _spoil_names(given, family, habits, rng)
    _apply_aliases(world, source, persons, given, family)
    street, postcode, place, protected = _address(world, persons, days, habits, rng)
    return Rows(
        person=persons,
        day=days,
        given=given,
        family=family,
        born=_born(world, persons, habits, rng),
        sex=np.where(world.population.female[persons], "F", "M").astype(object),
        street=street,
        postcode=postcode,
        place=place,
        phone=_blank(people.phone_on(persons, days), habits.no_phone, rng),
        email=_blank(people.email[persons].copy(), habits.no_email, rng),
        id_number=_blank(people.id_number[persons].copy(), habits.no_id, rng),
        protected=protected,
    )


def keys(count: int, prefix: str, rng: np.random.Generator) -> Text:
    """Keys of a source, in an order that says nothing about who belongs together."""
    width = max(6, len(str(count * 3)))
    drawn = rng.permutation(count * 3)[:count] + 1
    return np.array([f"{prefix}{number:0{width}d}" for number in drawn.tolist()], dtype=object)


def with_duplicates(persons: Days, share: float, rng: np.random.Generator) -> Days:
    """The persons, and some of them a second time: a clerk who did not find the first entry."""
    return np.concatenate([persons, persons[some(len(persons), share, rng)]])


def _spoil_names(given: Text, family: Text, habits: Habits, rng: np.random.Generator) -> None:
    count = len(given)
    mess.shorten(given, some(count, habits.nickname, rng), rng)
    for texts in (given, family):
        for row in some(count, habits.respelt, rng).tolist():
            texts[row] = mess.respell(texts[row])
    for row in some(count, habits.halved, rng).tolist():
        family[row] = mess.half(family[row])
    for texts in (given, family):
        mess.type_wrongly(texts, some(count, habits.typo, rng), rng)
    swapped = some(count, habits.swapped_names, rng)
    given[swapped], family[swapped] = family[swapped], given[swapped]
    for texts in (given, family):
        if not habits.accents:
            texts[:] = [mess.fold(text) for text in texts.tolist()]
        if habits.shouts:
            texts[:] = [text.upper() for text in texts.tolist()]


def _apply_aliases(world: World, source: str, persons: Days, given: Text, family: Text) -> None:
    for alias in world.showcase.aliases:
        if alias.source == source:
            rows = persons == alias.person
            given[rows], family[rows] = alias.given, alias.family


def _born(world: World, persons: Days, habits: Habits, rng: np.random.Generator) -> Days:
    born = world.population.born[persons].copy()
    swapped = some(len(born), habits.swapped_born, rng)
    born[swapped] = swap_day_and_month(born[swapped])
    slipped = some(len(born), habits.slipped_born, rng)
    slips = rng.choice([-365, 365, -1, 1, 10, -10, 31, -31], size=len(slipped))
    born[slipped] = np.minimum(born[slipped] + slips, LAST - 1)
    missing = some(len(born), habits.no_born, rng)
    missing = missing[~np.isin(persons[missing], world.showcase.everybody())]
    born[missing] = UNKNOWN_DAY
    return born


def _address(
    world: World, persons: Days, days: Days, habits: Habits, rng: np.random.Generator
) -> tuple[Text, Text, Text, NDArray[np.bool_]]:
    """The address on the day, sometimes the one of a year before; a protected one is blank."""
    old = rng.random(len(persons)) < habits.old_address
    now = world.residences.stay_of(persons, days)
    stay = np.where(old, world.residences.stay_of(persons, days - 365), now)
    protected = world.addresses.protected[now]
    written = [
        column[stay].copy()
        for column in (world.addresses.street, world.addresses.postcode, world.addresses.place)
    ]
    blank = protected | world.addresses.protected[stay] | (rng.random(len(old)) < habits.no_address)
    for column in written:
        column[blank] = ""
    return written[0], written[1], written[2], protected


def _blank(texts: Text, share: float, rng: np.random.Generator) -> Text:
    texts[some(len(texts), share, rng)] = ""
    return texts
