"""The steps that a page offers to a worker, and the form that takes one."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.governance.decisions import MODEL_TRANSITIONS, ModelState
from alongside.governance.register import IN_SERVICE, LONGEST_REASON
from alongside.privacy import Worker
from alongside.web.models.life import STEP_VERB, is_worth_releasing
from alongside.web.models.models import ModelVersion

BY_HAND = (ModelState.PAUSED, ModelState.RELEASED, ModelState.RETIRED)


class MoveForm(forms.Form):
    """Where to, and why."""

    to = forms.ChoiceField(choices=[(state.value, state.value) for state in BY_HAND])
    reason = forms.CharField(
        max_length=LONGEST_REASON,
        error_messages={"required": gettext_lazy("Say why, in a sentence")},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One step that the worker may take now."""

    to: str
    button: str
    icon: str
    heading: str
    says: str
    asks: str
    look: str = ""  # of the button
    first: bool = False  # stands before the card: there is no time to read it
    folded: bool = False


def offers_for(version: ModelVersion, worker: Worker) -> list[Offer]:
    """The steps that the table, the card and her roles allow, the one for an emergency first."""
    steps = [to for to in BY_HAND if to in MODEL_TRANSITIONS[version.life]]
    if not is_worth_releasing(version):
        steps = [to for to in steps if to is not ModelState.RELEASED]
    return [_offer(to, version, worker) for to in steps if worker.may(STEP_VERB[to])]


def _offer(to: ModelState, version: ModelVersion, worker: Worker) -> Offer:
    if to is ModelState.PAUSED:
        return Offer(
            to=to.value,
            button=_("Pause it now"),
            icon="circle-pause",
            heading=_("Take its advice away"),
            says=_("At once and everywhere. Case work, judgements and decisions go on."),
            asks=_("What made you pause it?"),
            first=True,
        )
    if to is ModelState.RETIRED:
        return Offer(
            to=to.value,
            button=_("Retire version %(n)s for good") % {"n": version.version},
            icon="archive",
            heading=_("Retire this version"),
            says=_("It never advises again; this cannot be undone. Its card and life stay here."),
            asks=_("Why is its life over?"),
            look="second",
            folded=True,
        )
    again = version.life is ModelState.PAUSED
    return Offer(
        to=to.value,
        button=_("Release as %(name)s") % {"name": worker.name},
        icon="user-round-check",
        heading=_("Let it advise again") if again else _("Release it"),
        says=_after_release(version),
        asks=_("What is different now?") if again else _("Why may it advise?"),
    )


def _after_release(version: ModelVersion) -> str:
    """What releasing does, also to the model that serves there now."""
    says = _("It then advises workers who have given their own judgement. Your name stands for it.")
    serving = ModelVersion.objects.filter(
        decision=version.decision, state__in=[state.value for state in IN_SERVICE]
    )
    other = serving.exclude(pk=version.pk).first()
    if other is None:
        return says
    retires = _("This retires %(name)s, version %(n)s, which is %(state)s there now.") % {
        "name": other.name.replace("_", " "),
        "n": other.version,
        "state": _("paused") if other.life is ModelState.PAUSED else _("in use"),
    }
    return f"{says} {retires}"
