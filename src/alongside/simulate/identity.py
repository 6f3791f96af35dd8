"""Who people say they are: names that change, one number each (nearly), telephones, mail."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calendar import FIRST, LAST, Days
from alongside.simulate.chance import pick_each, some
from alongside.simulate.families import CHILD, FATHER, GRANDPARENT, MOTHER, Population
from alongside.simulate.mess import fold
from alongside.simulate.names import (
    CULTURE_BY_GROUP,
    CULTURES,
    FAMILY_SKEW,
    GIVEN_SKEW,
    cultures,
    draw_names,
)

Text = NDArray[np.object_]

SHARED_ID = 0.0008  # of persons: another person's number was written down for good


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Identities:
    """One row a person. ``later_family`` holds from the day ``renamed`` on."""

    given: Text
    family: Text
    later_family: Text
    renamed: Days
    id_number: Text
    own_id: NDArray[np.bool_]
    phone: Text
    later_phone: Text
    rephoned: Days
    email: Text

    def family_on(self, persons: Days, days: Days) -> Text:
        """The family name in use on each day."""
        late = days >= self.renamed[persons]
        return np.where(late, self.later_family[persons], self.family[persons])

    def phone_on(self, persons: Days, days: Days) -> Text:
        """The telephone number in use on each day."""
        late = days >= self.rephoned[persons]
        return np.where(late, self.later_phone[persons], self.phone[persons])


def draw_identities(population: Population, rng: np.random.Generator) -> Identities:
    """Draw names by naming culture, numbers and telephones."""
    culture = pick_each(CULTURE_BY_GROUP[population.group], rng)
    given = _given(population, culture[population.family], rng)
    family = _family(population, culture, rng)
    later, renamed = _renamed(population, culture, family, rng)
    id_number, own = _numbers(len(population), rng)
    phone, later_phone, rephoned = _phones(population, rng)
    return Identities(
        given=given,
        family=family,
        later_family=later,
        renamed=renamed,
        id_number=id_number,
        own_id=own,
        phone=phone,
        later_phone=later_phone,
        rephoned=rephoned,
        email=_emails(population, given, family, rng),
    )


def _given(population: Population, culture: NDArray[np.int64], rng: np.random.Generator) -> Text:
    given = np.empty(len(population), dtype=object)
    todo = np.arange(len(population))
    while len(todo):  # two living children of one family are not called the same
        for number, names in enumerate(cultures()):
            for female, choice in ((True, names.female), (False, names.male)):
                mine = todo[(culture[todo] == number) & (population.female[todo] == female)]
                given[mine] = draw_names(choice, len(mine), GIVEN_SKEW, rng)
        todo = _namesakes(population.family, given)
    return given


def _namesakes(family: Days, given: Text) -> Days:
    codes = np.unique(given.astype(str), return_inverse=True)[1]
    keys = family * (int(codes.max()) + 1) + codes
    first = np.unique(keys, return_index=True)[1]
    return np.setdiff1d(np.arange(len(keys)), first)


def _by_culture(culture: NDArray[np.int64], rng: np.random.Generator) -> Text:
    drawn = np.empty(len(culture), dtype=object)
    for number, names in enumerate(cultures()):
        mine = np.flatnonzero(culture == number)
        drawn[mine] = draw_names(names.family, len(mine), FAMILY_SKEW, rng)
    return drawn


def _family(population: Population, culture: NDArray[np.int64], rng: np.random.Generator) -> Text:
    """Family names: partners share one or not, children take one, the other, or both."""
    count = len(population.group)
    hers, his = _by_culture(culture, rng), _by_culture(culture, rng)
    couple = population.of_family(FATHER) >= 0
    shared = couple & (rng.random(count) < 0.55)
    mothers = np.where(shared, his, hers)
    chance = rng.random(count)
    spanish = culture == CULTURES.index("spanish")
    both = np.where(spanish, his + " " + hers, his + "-" + hers)
    double = couple & ~shared & (chance < np.where(spanish, 0.6, 0.2))
    childs = np.where(double, both, np.where(couple & (chance < 0.85), his, mothers))
    by_role = np.stack([mothers, his, hers, childs])
    return by_role[population.role, population.family]


def _renamed(
    population: Population,
    culture: NDArray[np.int64],
    family: Text,
    rng: np.random.Generator,
) -> tuple[Text, Days]:
    """Women who marry or part, and children who take a new family name."""
    later = family.copy()
    renamed = np.full(len(family), LAST + 1, dtype=np.int64)
    women = np.isin(population.role, (MOTHER, GRANDPARENT)) & population.female
    share = np.where(women, 0.10, np.where(population.role == CHILD, 0.02, 0.0))
    chosen = np.flatnonzero(rng.random(len(family)) < share)
    new = _by_culture(culture[population.family[chosen]], rng)
    double = rng.random(len(chosen)) < 0.25
    later[chosen] = np.where(double, family[chosen] + "-" + new, new)
    renamed[chosen] = rng.integers(FIRST, LAST, size=len(chosen))
    return later, renamed


def _numbers(count: int, rng: np.random.Generator) -> tuple[Text, NDArray[np.bool_]]:
    """Numbers 9xx-xx-xxxx (issued to nobody), unique but for those written down wrongly."""
    drawn = np.unique(rng.integers(0, 10**8, size=count + count // 10 + 100))
    numbers = rng.permutation(drawn)[:count]
    wrong = some(count, SHARED_ID, rng)
    wrong = wrong[wrong > 0]
    numbers[wrong] = numbers[wrong - 1]  # of a relative or a neighbour in the list
    own = np.ones(count, dtype=bool)
    own[wrong] = False
    texts = [f"{900_000_000 + number}" for number in numbers.tolist()]
    return np.array([f"{t[:3]}-{t[3:5]}-{t[5:]}" for t in texts], dtype=object), own


def _phones(population: Population, rng: np.random.Generator) -> tuple[Text, Text, Days]:
    """Adults have a telephone of their own; children have their mother's."""
    count = len(population)
    first, second = (
        np.array([f"555-{n // 10000:03d}-{n % 10000:04d}" for n in numbers.tolist()], dtype=object)
        for numbers in (rng.integers(0, 10**7, size=count), rng.integers(0, 10**7, size=count))
    )
    changed = np.full(count, LAST + 1, dtype=np.int64)
    chosen = some(count, 0.25, rng)
    changed[chosen] = rng.integers(FIRST, LAST, size=len(chosen))
    children = population.children
    mother = population.of_family(MOTHER)[population.family[children]]
    for column in (first, second, changed):
        column[children] = column[mother]
    return first, second, changed


def _emails(population: Population, given: Text, family: Text, rng: np.random.Generator) -> Text:
    emails = np.full(len(population), "", dtype=object)
    adults = np.flatnonzero((population.role != CHILD) & (rng.random(len(population)) < 0.7))
    digits = rng.integers(10, 1000, size=len(adults)).tolist()
    for person, number in zip(adults.tolist(), digits, strict=True):
        name = f"{fold(given[person])}.{fold(family[person])}".lower().replace(" ", "")
        emails[person] = f"{name}{number}@example.org"
    return emails
