"""The clients of the case system: children who were investigated, their parents, sealed lives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calendar import FIRST, LAST, Days, write_days
from alongside.simulate.chance import some
from alongside.simulate.extracts.base import Columns, Text, numbered
from alongside.simulate.families import FATHER, MOTHER
from alongside.simulate.history import address_history
from alongside.simulate.names import cultures, draw_names
from alongside.simulate.published import GROUPS
from alongside.simulate.records import Habits, keys, write_down
from alongside.simulate.world import World

HABITS = Habits(no_id=0.12, no_born=0.003, old_address=0.02, typo=0.015)
TWICE = 0.01
FATHERS_NAMED = 0.7
_NEVER = LAST + 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clients:
    """Clients in order of entry. ``first`` is the first contact; sealed lives come last."""

    keys: Text
    persons: Days
    first: Days
    sealed: NDArray[np.bool_]

    def key_of(self, persons: Days) -> Text:
        """The key of each person's first entry that is not sealed, empty for no client."""
        open_rows = np.flatnonzero(~self.sealed)
        row = np.full(int(max(self.persons.max(), persons.max(initial=0))) + 1, -1)
        row[self.persons[open_rows][::-1]] = open_rows[::-1]
        found = row[persons]
        return np.where(found >= 0, self.keys[found], "")


def enrol(world: World, rng: np.random.Generator) -> Clients:
    """Who is a client since when: children screened in, parents, and the sealed past."""
    population, referrals = world.population, world.referrals
    since = np.full(len(population), _NEVER, dtype=np.int64)
    into = referrals.screened_in
    np.minimum.at(since, population.children[referrals.child[into]], referrals.decided[into])
    shown = world.showcase.everybody()
    since[shown] = np.minimum(since[shown], LAST - 200)
    for role, share in ((MOTHER, 1.0), (FATHER, FATHERS_NAMED)):
        parent = population.of_family(role)
        children = np.flatnonzero(since < _NEVER)
        named = parent[population.family[children]]
        told = (named >= 0) & (rng.random(len(children)) < share)
        np.minimum.at(since, named[told], since[children[told]])
    persons = rng.permutation(np.flatnonzero(since < _NEVER))
    twice = persons[some(len(persons), TWICE, rng)]
    everybody = np.concatenate([persons, twice, world.adoptees])
    sealed = np.arange(len(everybody)) >= len(persons) + len(twice)
    first = np.concatenate(
        [
            since[persons],
            np.minimum(since[twice] + 300, LAST - 1),
            np.maximum(FIRST, population.born[world.adoptees] + 200),
        ]
    )
    return Clients(
        keys=keys(len(everybody), "C", rng), persons=everybody, first=first, sealed=sealed
    )


def client_table(world: World, clients: Clients) -> Columns:
    """One row a client. A sealed row holds the name and number before the adoption."""
    rows = write_down(world, clients.persons, clients.first, source="cases", habits=HABITS)
    _rename_sealed(world, clients, rows.given, rows.family, rows.id_number)
    hidden = _hidden(world, clients)
    for column in (rows.street, rows.postcode, rows.place, rows.phone):
        column[clients.sealed | hidden] = ""
    rng = world.rng("traits")
    group = np.array(GROUPS, dtype=object)[
        world.population.group[world.population.family[clients.persons]]
    ]
    group[some(len(group), 0.03, rng)] = ""
    opened = write_days(clients.first)
    return {
        "client_id": clients.keys,
        "last_name": rows.family,
        "first_name": rows.given,
        "dob": write_days(rows.born),
        "sex": rows.sex,
        "ssn": rows.id_number,
        "race": group,
        "street": rows.street,
        "zip": rows.postcode,
        "city": rows.place,
        "phone": rows.phone,
        "sealed": np.where(clients.sealed, "yes", "no"),
        "address_protected": np.where(hidden, "yes", "no"),
        "entered_on": opened,
    }


def _hidden(world: World, clients: Clients) -> NDArray[np.bool_]:
    """Clients whose address is protected by now; the flag holds for the whole record."""
    now = np.full(len(clients.persons), LAST - 1, dtype=np.int64)
    stay = world.residences.stay_of(clients.persons, now)
    hidden: NDArray[np.bool_] = world.addresses.protected[stay]
    return hidden & ~clients.sealed


def _rename_sealed(world: World, clients: Clients, given: Text, family: Text, number: Text) -> None:
    rng = world.rng("sealed lives")
    rows = np.flatnonzero(clients.sealed)
    names = cultures()[0]
    female = world.population.female[clients.persons[rows]]
    given[rows] = np.where(
        female,
        draw_names(names.female, len(rows), 0.8, rng),
        draw_names(names.male, len(rows), 0.8, rng),
    )
    family[rows] = draw_names(names.family, len(rows), 0.85, rng)
    number[rows] = ""


def ties(world: World, clients: Clients) -> Columns:
    """Parents, partners and siblings among the clients; a parting ends a partnership."""
    population = world.population
    persons = np.unique(clients.persons[~clients.sealed])
    family = population.family[persons]
    children = persons[~np.isin(population.role[persons], (MOTHER, FATHER))]
    mother, father = population.of_family(MOTHER), population.of_family(FATHER)
    once = np.unique(family)
    pairs = [
        ("parent_of", mother[population.family[children]], children),
        ("parent_of", father[population.family[children]], children),
        ("partner_of", mother[once], father[once]),
        ("sibling_of", *_neighbours(children, population.family[children])),
    ]
    kind = np.concatenate([np.full(len(one), name, dtype=object) for name, one, _ in pairs])
    one = np.concatenate([left for _, left, _ in pairs])
    other = np.concatenate([right for _, _, right in pairs])
    there = (one >= 0) & (other >= 0)
    kind, one, other = kind[there], one[there], other[there]
    left, right = clients.key_of(one), clients.key_of(other)
    both = (left != "") & (right != "")
    kind, one, other, left, right = kind[both], one[both], other[both], left[both], right[both]
    leaves = world.residences.leaves[other]
    parted = (kind == "partner_of") & (leaves < LAST)
    return {
        "tie_id": numbered("T", range(1, len(kind) + 1)),
        "kind": kind,
        "from_client": left,
        "to_client": right,
        "from_on": np.where(kind == "parent_of", write_days(population.born[other]), ""),
        "until_on": np.where(parted, write_days(np.minimum(leaves, LAST)), ""),
        "entered_on": write_days(_since(clients, one, other)),
    }


def _neighbours(children: Days, family: Days) -> tuple[Days, Days]:
    """Each child with the next one of the same family."""
    same = family[1:] == family[:-1]
    return children[:-1][same], children[1:][same]


def _since(clients: Clients, one: Days, other: Days) -> Days:
    """When both were clients."""
    first = np.full(int(clients.persons.max()) + 1, _NEVER, dtype=np.int64)
    known = ~clients.sealed
    np.minimum.at(first, clients.persons[known], clients.first[known])
    return np.maximum(first[one], first[other])


def addresses(world: World, clients: Clients) -> Columns:
    """Where clients lived since a year before the first contact; sealed lives have none."""
    known = np.flatnonzero(~clients.sealed)
    persons, first = clients.persons[known], clients.first[known]
    spells = address_history(world, persons, np.maximum(first - 365, FIRST))
    protected = world.addresses.protected[spells.stay]
    entered = np.clip(np.maximum(spells.since + 9, first[spells.row]), FIRST, LAST - 1)
    return {
        "address_id": numbered("A", range(1, len(spells.row) + 1)),
        "client_id": clients.keys[known][spells.row],
        "street": world.addresses.street[spells.stay],
        "zip": world.addresses.postcode[spells.stay],
        "city": world.addresses.place[spells.stay],
        "from_on": write_days(spells.since),
        "until_on": write_days(spells.until),
        "protected": np.where(protected, "yes", "no"),
        "entered_on": write_days(entered),
    }
