"""Three-generation families with half-siblings and second marriages, the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from alongside.genogram import (
    Between,
    Bond,
    Family,
    Feeling,
    Kin,
    LiveTogether,
    Member,
    ParentOf,
    Partners,
    Symbol,
    Twins,
)

ON = date(2026, 3, 4)
GIVEN = {
    Symbol.SQUARE: ("Aron", "Bence", "Cem", "Edwin", "Femi", "Goran", "Hugo", "Ivo", "Jonas"),
    Symbol.CIRCLE: ("Ada", "Bela", "Cora", "Dora", "Elif", "Fanny", "Greta", "Hana", "Ilona"),
    Symbol.DIAMOND: ("Kim", "Robin", "Sam"),
}


@dataclass
class Growing:
    """A family while it is made."""

    chance: Random
    members: list[Member] = field(default_factory=list)
    parents: list[ParentOf] = field(default_factory=list)
    partners: list[Partners] = field(default_factory=list)
    twins: list[Twins] = field(default_factory=list)

    def person(self, year: int, symbol: Symbol | None = None) -> str:
        """Somebody born in about that year."""
        chance = self.chance
        symbol = symbol or chance.choices(list(Symbol), (48, 48, 4))[0]
        born = date(year, 1, 1) + timedelta(chance.randrange(365))
        died = date(born.year + 66, 5, 5) if chance.random() < 0.1 else None
        number = len(self.members)
        self.members.append(
            Member(
                id=f"p{number}",
                name=f"{chance.choice(GIVEN[symbol])}{number}",
                symbol=symbol,
                born_on=born,
                died_on=died if died and died <= ON else None,
                href=f"/people/p{number}/",
                about="lives here" if chance.random() < 0.2 else "",
            )
        )
        return self.members[-1].id

    def couple(self, one: str, other: str, since: int, *, over: bool = False) -> None:
        """Two become a couple."""
        kinds = (Bond.SEPARATED, Bond.DIVORCED) if over else (Bond.MARRIED, Bond.TOGETHER)
        self.partners.append(
            Partners(
                one=one, other=other, from_on=date(since, 6, 1), bond=self.chance.choice(kinds)
            )
        )

    def children(self, parents: tuple[str, ...], first: int, count: int) -> list[str]:
        """Children two or three years apart; now and then twins, or adopted."""
        chance, year = self.chance, first
        made: list[str] = []
        for number in range(count):
            twin = bool(number) and chance.random() < 0.08
            child = self.person(self.members[-1].born_on.year if twin else year)  # type: ignore[union-attr]
            kin = Kin.ADOPTIVE if chance.random() < 0.05 else Kin.BIRTH
            self.parents += [ParentOf(one=one, other=child, kin=kin) for one in parents]
            if twin:
                self.members[-1] = replace(self.members[-1], born_on=self.members[-2].born_on)
                self.twins.append(Twins(one=made[-1], other=child))
            made.append(child)
            year += chance.choice((1, 2, 3))
        return made


def grow_family(seed: int) -> Family:
    """A child with both families of her parents, and what came before and after."""
    growing = Growing(Random(seed))
    chance = growing.chance
    father, his = _side(growing, Symbol.SQUARE)
    mother, hers = _side(growing, Symbol.CIRCLE)
    _earlier(growing, father, Symbol.CIRCLE)
    _earlier(growing, mother, Symbol.SQUARE)
    growing.couple(father, mother, 2008, over=chance.random() < 0.5)
    children = growing.children((father, mother), 2010, chance.randint(1, 5))
    _later(growing, father, Symbol.CIRCLE)
    _later(growing, mother, Symbol.SQUARE)
    return _with_ties(growing, children, mother, [*his, *hers])


def _side(growing: Growing, symbol: Symbol) -> tuple[str, list[str]]:
    """Grandparents, one of whom may have married twice, and their children, one a parent."""
    chance = growing.chance
    him, her = growing.person(1955, Symbol.SQUARE), growing.person(1957, Symbol.CIRCLE)
    if chance.random() < 0.3:
        first = growing.person(1954, Symbol.CIRCLE)
        growing.couple(him, first, 1975, over=True)
        growing.children((him, first), 1977, chance.randint(1, 2))
    growing.couple(him, her, 1980, over=chance.random() < 0.3)
    born = growing.children((him, her), 1982, chance.randint(1, 4))
    if chance.random() < 0.3:
        growing.couple(her, second := growing.person(1952, Symbol.SQUARE), 1994)
        growing.children((her, second), 1995, chance.randint(0, 1))
    parent = chance.choice(born)
    number = next(n for n, one in enumerate(growing.members) if one.id == parent)
    growing.members[number] = replace(growing.members[number], symbol=symbol)
    for other in born:
        if other != parent and chance.random() < 0.4:
            growing.couple(other, partner := growing.person(1984), 2006)
            growing.children((other, partner), 2008, chance.randint(0, 3))
    return parent, born


def _earlier(growing: Growing, one: str, symbol: Symbol) -> None:
    """A first marriage, and children of it."""
    if growing.chance.random() < 0.4:
        former = growing.person(1983, symbol)
        growing.couple(one, former, 2002, over=True)
        growing.children((one, former), 2003, growing.chance.randint(1, 3))


def _later(growing: Growing, one: str, symbol: Symbol) -> None:
    """A partner after, and children of theirs; or children whose other parent nobody knows."""
    chance = growing.chance
    if chance.random() < 0.35:
        later = growing.person(1986, symbol)
        growing.couple(one, later, 2018)
        growing.children((one, later), 2019, chance.randint(0, 2))
    elif chance.random() < 0.2:
        growing.children((one,), 2020, 1)


def _with_ties(growing: Growing, children: list[str], mother: str, others: list[str]) -> Family:
    chance = growing.chance
    feelings = [
        Between(one=children[0], other=chance.choice(others), feeling=chance.choice(list(Feeling)))
        for _ in range(2)
    ]
    home = frozenset([mother, *children])
    return Family(
        centre=chance.choice(children),
        on=ON,
        members=tuple(growing.members),
        parents=tuple(growing.parents),
        partners=tuple(growing.partners),
        feelings=tuple(feelings),
        twins=tuple(growing.twins),
        homes=(LiveTogether(members=home, label="Weir Court"),),
    )
