"""A version of a model in plain words: what it is for, what it refuses, where it is in its life."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from alongside.agency import Agency, ModelFile
from alongside.governance.decisions import ModelState
from alongside.governance.register import IN_SERVICE
from alongside.web.models.models import ModelEvent, ModelVersion
from alongside.web.models.reading import file_of
from alongside.web.models.shaped import Shaped, shapes_of
from alongside.web.people.words import DateWords

MOVED = IN_SERVICE | {ModelState.RETIRED}


class Look(NamedTuple):
    """How a state looks: its chip and its icon."""

    chip: str
    icon: str


LOOKS = {
    ModelState.DRAFT: Look("", icon="pencil"),
    ModelState.TESTED: Look("soon", icon="clock"),
    ModelState.RELEASED: Look("done", icon="check"),
    ModelState.PAUSED: Look("late", icon="circle-pause"),
    ModelState.RETIRED: Look("", icon="archive"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One event of a life, as the page says it."""

    did: str
    day: str
    time: str
    who: str
    reason: str
    by_hand: bool
    to: ModelState


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A version, told."""

    name: str
    version: int
    state: ModelState
    title: str
    estimates: str  # one sentence
    decision: str  # title of the decision point
    use_for: tuple[str, ...]
    refuses: tuple[str, ...]
    cannot_know: tuple[str, ...]
    stands_for: str
    mismatch: str
    shapes: tuple[Shaped, ...]
    steps: tuple[Step, ...]  # newest first
    text: str  # the model file
    sha256: str
    legible: bool  # whether this program still reads the model file

    @property
    def chip(self) -> str:
        """The look of the state's chip."""
        return LOOKS[self.state].chip

    @property
    def icon(self) -> str:
        """The state's icon."""
        return LOOKS[self.state].icon

    @property
    def stands(self) -> str:
        """The state with its day: *In use since 2 Sep 2026*."""
        return state_words()[self.state] % {"day": self.steps[0].day if self.steps else ""}

    @property
    def in_service(self) -> bool:
        """Whether it is the model of its decision point, speaking or paused."""
        return self.state in IN_SERVICE

    @property
    def said_by_hand(self) -> bool:
        """Whether a person said where it stands: released, paused, retired."""
        return self.last is not None and self.last.by_hand and self.state in MOVED

    @property
    def release(self) -> Step | None:
        """The newest release."""
        return next((step for step in self.steps if step.to is ModelState.RELEASED), None)

    @property
    def last(self) -> Step | None:
        """The newest step."""
        return self.steps[0] if self.steps else None


def tell(version: ModelVersion, agency: Agency, say: DateWords) -> Told:
    """A version in words; its events should be fetched beforehand."""
    file = file_of(version.model_text)
    point = agency.decisions.get(version.decision)
    steps = sorted(version.events.all(), key=lambda event: -event.pk)
    return Told(
        name=version.name,
        version=version.version,
        state=version.life,
        title=file.title if file else spoken(version.name),
        estimates=_estimates(file) if file else "",
        decision=point.title if point else spoken(version.decision),
        use_for=file.use_for if file else (),
        refuses=file.not_for if file else (),
        cannot_know=file.cannot_know if file else (),
        stands_for=file.label.stands_for if file else "",
        mismatch=file.label.mismatch if file else "",
        shapes=shapes_of(file) if file else (),
        steps=tuple(_step(event, say) for event in steps),
        text=version.model_text,
        sha256=version.released_sha256,
        legible=file is not None,
    )


def spoken(name: str) -> str:
    """A name of a file as words."""
    return name.replace("_", " ").capitalize()


def state_words() -> dict[ModelState, str]:
    """What a state is called, with the day it began."""
    return {
        ModelState.DRAFT: _("Draft: trained, not tested"),
        ModelState.TESTED: _("Tested: waits for somebody's word"),
        ModelState.RELEASED: _("In use since %(day)s"),
        ModelState.PAUSED: _("Paused since %(day)s: advises nobody"),
        ModelState.RETIRED: _("Retired on %(day)s"),
    }


def _estimates(file: ModelFile) -> str:
    return _("Says how many of 100 %(counts)s like the one at hand %(says)s.") % {
        "counts": file.counts,
        "says": file.label.says,
    }


def _did(event: ModelEvent) -> str:
    if event.to_state == ModelState.RELEASED and event.from_state == ModelState.PAUSED:
        return _("Let advise again")
    return {
        ModelState.DRAFT: _("Trained"),
        ModelState.TESTED: _("Tested"),
        ModelState.RELEASED: _("Released"),
        ModelState.PAUSED: _("Paused"),
        ModelState.RETIRED: _("Retired"),
    }[ModelState(event.to_state)]


def _step(event: ModelEvent, say: DateWords) -> Step:
    return Step(
        did=_did(event),
        day=say.full(say.local(event.at)),
        time=say.time(event.at),
        who=event.who,
        reason=event.reason,
        by_hand=event.by is not None,
        to=ModelState(event.to_state),
    )
