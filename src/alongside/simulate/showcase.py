"""A few people who are always there, so that documents and browser tests can count on them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from alongside.core import AlongsideError
from alongside.simulate.calendar import LAST, Days
from alongside.simulate.families import MOTHER, Population
from alongside.simulate.identity import Identities

FEWEST_PEOPLE = 200
LONG_NAME = ("Wolfeschlegelstein" * 20)[:300]
FORMULA = '=HYPERLINK("https://example.org";"Open")'

# key in truth/showcase.csv -> what is special about the person
ROLES = {
    "many_events": "a child with about 300 events",
    "twin_a": "the first of twins",
    "twin_b": "the second of twins",
    "right_to_left": "a child whose hospital writes the name in Arabic script",
    "emoji": "a child with an emoji in the name that the school uses",
    "long_name": "a child with a given name of 300 characters",
    "formula": "a child whose name reads as a spreadsheet formula",
    "adoptee": "an adopted child; the life before is sealed",
    "refuge_mother": "a mother in a refuge: her address is protected",
    "shared_id_a": "a woman whose id number was also written down for somebody else",
    "shared_id_b": "the other woman with that id number",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """How one source writes one person's name, whatever the person is really called."""

    source: str
    person: int
    given: str
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Showcase:
    """Persons by role (keys of :data:`ROLES`), and the names that single sources give them."""

    persons: dict[str, int]
    aliases: list[Alias] = field(default_factory=list)

    def everybody(self) -> Days:
        """All of them, in order of the roles."""
        return np.array(list(self.persons.values()), dtype=np.int64)


def choose_showcase(population: Population) -> Showcase:
    """Choose people for the roles, each from another family, and make two siblings twins.

    Raises
    ------
    AlongsideError
        ``AL-M001`` when there are too few families for the roles.
    """
    children = population.children
    ages = (LAST - population.born[children]) / 365.25
    right = children[(ages > 7) & (ages < 15)]
    family = population.family[right]
    firsts, counts = np.unique(family, return_counts=True)
    twins = firsts[counts > 1]
    singles = np.setdiff1d(firsts, twins[:1])
    if len(twins) == 0 or len(singles) < len(ROLES) - 2:
        raise too_few(len(population))
    siblings = right[family == twins[0]][:2]
    population.born[siblings[1]] = population.born[siblings[0]]
    population.twin[siblings[1]] = True
    persons = {"twin_a": int(siblings[0]), "twin_b": int(siblings[1])}
    mothers = population.of_family(MOTHER)
    for role, place in zip([r for r in ROLES if r not in persons], singles.tolist(), strict=False):
        adult = role.startswith(("refuge", "shared"))
        persons[role] = int(mothers[place]) if adult else int(right[family == place][0])
    return Showcase(persons={role: persons[role] for role in ROLES})


def name_showcase(showcase: Showcase, identities: Identities) -> None:
    """Give the chosen people the names and numbers that their roles need."""
    persons = showcase.persons
    one, other = persons["right_to_left"], persons["emoji"]
    identities.given[one], identities.family[one] = "Noor", "Al-Hassan"
    identities.given[other] = "Zoë"
    identities.given[persons["long_name"]] = LONG_NAME
    identities.later_family[one] = identities.family[one]
    identities.id_number[persons["shared_id_b"]] = identities.id_number[persons["shared_id_a"]]
    identities.own_id[persons["shared_id_b"]] = False
    strange = persons["formula"]
    showcase.aliases.extend(
        [
            Alias(source="hospital", person=one, given="نور", family="الحسن"),
            Alias(source="school", person=other, given="Zoë 🦋", family=identities.family[other]),
            *(
                Alias(
                    source=source,
                    person=strange,
                    given=FORMULA,
                    family=identities.family[strange],
                )
                for source in ("school", "hotline")
            ),
        ]
    )


def too_few(people: int) -> AlongsideError:
    """The error for an agency too small to hold the people who must always be there."""
    return AlongsideError(
        "AL-M001",
        seen=f"{people} people are too few for a simulated agency",
        wanted=f"at least {FEWEST_PEOPLE}",
        do="Ask for more people",
    )
