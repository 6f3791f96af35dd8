"""A referral while it is written: everything is in the form, so nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

MOST = 20  # people of one referral
FIELDS = (
    "given", "family", "birth", "age", "expected", "sex", "address", "phone", "language",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One person of the form: still being named, known, or to be written down."""

    number: int
    values: Mapping[str, str] = field(default_factory=dict)
    part: str = "child"
    person_id: UUID | None = None
    is_new: bool = False  # the worker said that none of those found is this person

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said of anybody."""
        return self.person_id is None and not self.is_new and not any(self.values.values())

    @property
    def name(self) -> str:
        """The name as it was typed."""
        return f"{self.values.get('given', '')} {self.values.get('family', '')}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the form holds: the plain fields by name, and the people."""

    plain: Mapping[str, str] = field(default_factory=dict)
    blocks: tuple[Block, ...] = (Block(number=0),)

    @property
    def filled(self) -> tuple[Block, ...]:
        """Blocks in which somebody is named."""
        return tuple(block for block in self.blocks if not block.is_empty)

    @property
    def known(self) -> frozenset[UUID]:
        """Known people who were picked."""
        return frozenset(block.person_id for block in self.blocks if block.person_id)


PLAIN = (
    "said", "happened_on", "happened_says", "came_in", "safety", "team",
    "reporter_name", "reporter_relation", "reporter_contact", "reporter_unnamed",
)  # fmt: skip


def read_draft(posted: Mapping[str, str]) -> Draft:
    """What was posted, as it stands; what cannot be read is left out."""
    numbers = [int(one) for one in posted.get("order", "").split(",") if one.isdecimal()][:MOST]
    blocks = tuple(_block(posted, number) for number in dict.fromkeys(numbers))
    plain = {name: posted.get(name, "").replace("\x00", "") for name in PLAIN}
    return Draft(plain=plain, blocks=blocks or (Block(number=0),))


def _block(posted: Mapping[str, str], number: int) -> Block:
    head = f"p{number}-"
    values = {name: posted.get(head + name, "").replace("\x00", "").strip() for name in FIELDS}
    return Block(
        number=number,
        values=values,
        part=posted.get(f"{head}part") or "child",
        person_id=as_id(posted.get(f"{head}person", "")),
        is_new=posted.get(f"{head}new") == "yes",
    )


def as_id(text: str) -> UUID | None:
    """An id, if the text is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def change(draft: Draft, do: str, *, parts: Mapping[UUID, str] | None = None) -> Draft:
    """The draft after a button: ``pick:0:<id>``, ``new:0``, ``change:0``, ``remove:0``, ``add``.

    ``home:<id>`` and ``home:all`` add those who live at home; ``parts`` says who does, and as what.
    """
    verb, *rest = do.split(":")
    number = int(rest[0]) if rest and rest[0].isdecimal() else -1
    if verb == "pick" and len(rest) == 2 and (person := as_id(rest[1])):
        return _on(draft, number, person_id=person, is_new=False)
    if verb == "new":
        return _on(draft, number, person_id=None, is_new=True)
    if verb == "change":
        return _on(draft, number, person_id=None, is_new=False)
    if verb == "remove":
        kept = tuple(block for block in draft.blocks if block.number != number)
        return replace(draft, blocks=kept or (Block(number=0),))
    if verb == "add":
        return _with(draft, [Block(number=0, part="child")])
    if verb == "home" and rest:
        return _home(draft, rest[0], parts or {})
    return draft


def _home(draft: Draft, who: str, parts: Mapping[UUID, str]) -> Draft:
    """Those who live at home, each under the part that the page showed."""
    wanted = [one for one in parts if who in ("all", str(one)) and one not in draft.known]
    kept = replace(draft, blocks=draft.filled or draft.blocks)
    return _with(kept, [Block(number=0, person_id=one, part=parts[one]) for one in wanted])


def _on(draft: Draft, number: int, *, person_id: UUID | None, is_new: bool) -> Draft:
    blocks = [
        replace(block, person_id=person_id, is_new=is_new) if block.number == number else block
        for block in draft.blocks
    ]
    return replace(draft, blocks=tuple(blocks))


def _with(draft: Draft, more: Iterable[Block]) -> Draft:
    last = max((block.number for block in draft.blocks), default=-1)
    added = [replace(block, number=last + n) for n, block in enumerate(more, start=1)]
    return replace(draft, blocks=(*draft.blocks, *added)[:MOST])
