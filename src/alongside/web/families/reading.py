"""A person's family on a day: what workers and sources said, as far as this worker may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from alongside.core import AlongsideError
from alongside.genogram import (
    Between,
    Family,
    LiveTogether,
    Member,
    ParentOf,
    Partners,
    Stage,
    Symbol,
    Twins,
    check_born_first,
    check_parents,
)
from alongside.privacy import Access
from alongside.web.families.joined import JoinedTie, joined_ties
from alongside.web.families.kinds import Kind
from alongside.web.families.said import SaidTie, said_ties
from alongside.web.families.vitals import Vitals, vitals_of

STEPS, MOST = 4, 90  # how far from the person, and how many people a drawing holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One relationship, whoever said it."""

    one: UUID
    other: UUID
    kind: Kind | None
    called: str  # as a source calls it, where it is not drawn
    from_on: date | None
    until_on: date | None
    said: SaidTie | None = None  # by a worker
    source: str = ""  # by a source


@dataclass(frozen=True, kw_only=True)
class FamilyRead:
    """The family as it is drawn, and every relationship, those that are only told included."""

    family: Family
    ties: tuple[Drawn, ...]
    names: dict[UUID, str]
    contradicting: tuple[Drawn, ...] = ()  # said, but no family can be so: listed, not drawn


def read_family(
    person_id: UUID,
    access: Access,
    *,
    on: date,
    today: date,
    homes: Sequence[LiveTogether] = (),
    links: bool = True,
) -> FamilyRead:
    """The family of a living person whose page was opened for this access.

    Hidden people are in nothing that is read, so their absence leaves no mark.
    """
    ties = _around(person_id, access)
    people = {person_id, *(end for tie in ties for end in (tie.one, tie.other))}
    homed = {UUID(one) for home in homes for one in home.members}
    vitals = vitals_of(people | homed, access)
    homes = [_without_protected(home, vitals) for home in homes]
    homed = {UUID(one) for home in homes for one in home.members if len(home.members) > 1}
    members = {
        one: _member(one, vitals.get(one, Vitals()), ties, today, links=links) for one in people
    }
    drawn, contradicting = _sound([tie for tie in ties if _is_drawn(tie)], members)
    near = {person_id, *(end for tie in drawn for end in (tie.one, tie.other))}
    near |= homed & set(members)
    for one in homed - near:
        members[one] = _member(one, vitals.get(one, Vitals()), ties, today, links=links)
    shown = {str(one) for one in near | homed}
    family = Family(
        centre=str(person_id),
        on=on,
        members=tuple(sorted((members[one] for one in near | homed), key=_by_age)),
        homes=tuple(home for home in homes if len(home.members) > 1 and home.members <= shown),
        parents=tuple(_parents(drawn)),
        partners=tuple(_partners(drawn)),
        feelings=tuple(_feelings(drawn)),
        twins=tuple(_twins(drawn)),
    )
    names = {one: vitals[one].name if one in vitals else "" for one in people | homed}
    return FamilyRead(
        family=family, ties=tuple(ties), names=names, contradicting=tuple(contradicting)
    )


def _without_protected(home: LiveTogether, vitals: dict[UUID, Vitals]) -> LiveTogether:
    """Where somebody with a protected address lives is told nowhere, nor with whom."""
    hidden = {one for one in home.members if vitals.get(UUID(one), Vitals()).address_protected}
    return replace(home, members=home.members - hidden, label="" if hidden else home.label)


def _around(person_id: UUID, access: Access) -> list[Drawn]:
    """Every tie within a few steps, said by workers first; each pair and kind once a source."""
    reached, ahead = {person_id}, {person_id}
    found: dict[tuple[object, ...], Drawn] = {}
    for _step in range(STEPS):
        if not ahead or len(reached) > MOST:
            break
        ties = [_from_worker(tie) for tie in said_ties(ahead, access.worker)]
        ties += [_from_source(tie) for tie in joined_ties(ahead, access.worker, as_of=access.as_of)]
        for tie in ties:
            found.setdefault(_key(tie), tie)
        near = {end for tie in ties if _is_drawn(tie) for end in (tie.one, tie.other)}
        ahead = near - reached
        reached |= near
    return list(found.values())


def _key(tie: Drawn) -> tuple[object, ...]:
    if tie.said:
        return (tie.said.row.pk, tie.one, tie.other)
    pair = (
        (tie.one, tie.other) if tie.kind and tie.kind.kin else tuple(sorted((tie.one, tie.other)))
    )
    return (*pair, tie.called if tie.kind is None else tie.kind.name, tie.source, tie.from_on)


def _from_worker(tie: SaidTie) -> Drawn:
    return Drawn(
        one=tie.one,
        other=tie.other,
        kind=tie.kind,
        called="",
        from_on=tie.row.from_on,
        until_on=tie.until_on,
        said=tie,
    )


def _from_source(tie: JoinedTie) -> Drawn:
    return Drawn(
        one=tie.one,
        other=tie.other,
        kind=tie.kind,
        called=tie.called,
        from_on=tie.from_on,
        until_on=tie.until_on,
        source=tie.source,
    )


def _is_drawn(tie: Drawn) -> bool:
    return tie.kind is not None


def _member(
    one: UUID, vitals: Vitals, ties: Iterable[Drawn], today: date, *, links: bool
) -> Member:
    expected = vitals.expected_on if vitals.birth_on is None else None
    return Member(
        id=str(one),
        name=vitals.given_name or vitals.family_name,
        symbol=_symbol(one, vitals.sex, ties),
        born_on=vitals.birth_on or expected,
        died_on=vitals.died_on,
        stage=Stage.EXPECTED if expected and expected >= today else Stage.BORN,
        href=f"/people/{one}/" if links else "",
    )


def _symbol(one: UUID, sex: str, ties: Iterable[Drawn]) -> Symbol:
    """The recorded sex; else what somebody called them: a mother is drawn as a woman."""
    recorded = {"f": Symbol.CIRCLE, "female": Symbol.CIRCLE, "m": Symbol.SQUARE,
                "male": Symbol.SQUARE}  # fmt: skip
    if sex:
        return recorded.get(sex.lower(), Symbol.DIAMOND)
    called = {tie.kind.symbol for tie in ties if tie.kind and tie.one == one} - {None}
    return called.pop() or Symbol.DIAMOND if len(called) == 1 else Symbol.DIAMOND


def _sound(ties: list[Drawn], members: dict[UUID, Member]) -> tuple[list[Drawn], list[Drawn]]:
    """What can be drawn together; what contradicts what workers, then sources said before."""
    kept: list[Drawn] = []
    contradicting: list[Drawn] = []
    parents: dict[tuple[str, str], ParentOf] = {}
    for tie in sorted(ties, key=lambda one: one.said is None):
        if tie.kind is None or tie.kind.kin is None:
            kept.append(tie)
            continue
        one, other = str(tie.one), str(tie.other)
        if (one, other) in parents:
            continue  # said twice; drawn once
        new = ParentOf(one=one, other=other, kin=tie.kind.kin)
        try:
            check_parents([*parents.values(), new])
            check_born_first(members[tie.one].born_on, members[tie.other].born_on, kin=new.kin)
        except AlongsideError:
            contradicting.append(tie)
            continue
        parents[one, other] = new
        kept.append(tie)
    return kept, contradicting


def _parents(ties: Iterable[Drawn]) -> Iterable[ParentOf]:
    for tie in ties:
        if tie.kind and tie.kind.kin:
            yield ParentOf(
                one=str(tie.one), other=str(tie.other), kin=tie.kind.kin,
                from_on=tie.from_on, until_on=tie.until_on,
            )  # fmt: skip


def _partners(ties: Iterable[Drawn]) -> Iterable[Partners]:
    for tie in ties:
        if tie.kind and tie.kind.bond:
            yield Partners(
                one=str(tie.one), other=str(tie.other), bond=tie.kind.bond,
                from_on=tie.from_on, until_on=tie.until_on,
            )  # fmt: skip


def _feelings(ties: Iterable[Drawn]) -> Iterable[Between]:
    for tie in ties:
        if tie.kind and tie.kind.feeling:
            yield Between(
                one=str(tie.one), other=str(tie.other), feeling=tie.kind.feeling,
                from_on=tie.from_on, until_on=tie.until_on,
            )  # fmt: skip


def _twins(ties: Iterable[Drawn]) -> Iterable[Twins]:
    for tie in ties:
        if tie.kind and tie.kind.name == "twins":
            yield Twins(one=str(tie.one), other=str(tie.other))


def _by_age(one: Member) -> tuple[date, str]:
    return one.born_on or date.max, one.id
