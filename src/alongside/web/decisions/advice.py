"""The one door to advice. Nothing of an estimate is computed before it is open.

The page, its fragment, the API and the command line all come through :func:`open_advice`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from alongside.core import AlongsideError, ExitCode
from alongside.governance import Door, LedgerUnavailable
from alongside.privacy import Verb
from alongside.privacy.access import AccessDenied
from alongside.risk.advice import Advice
from alongside.web.decisions.acts import hold, tell_timeline
from alongside.web.decisions.doors import closed, not_opened
from alongside.web.decisions.models import AdviceShownRow, JudgementRow
from alongside.web.decisions.points import Point
from alongside.web.decisions.serving import Answer, ask_model
from alongside.web.decisions.standing import door_of, own_judgement
from alongside.web.models.serving import released_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What the system says, and that this worker has opened it."""

    answer: Answer
    shown: AdviceShownRow

    @property
    def advice(self) -> Advice:
        """The estimate with its reasons, or why there is none."""
        return self.answer.advice


def open_advice(point: Point, *, again: bool = False) -> Opened:
    """Open advice for the worker who opened the point; every time stands in the ledger.

    Parameters
    ----------
    again : bool
        Only read what she has opened before.

    Raises
    ------
    AccessDenied
        When the worker may not see advice.
    AlongsideError
        ``AL-G020`` to ``AL-G026`` at a closed door, ``AL-G027`` when it is not *again*.
    """
    point.check(Verb.VIEW_ADVICE)
    _pass_door(point, again=again)
    answer = ask_model(point)  # under no lock: it takes longer than all that is written after it
    with transaction.atomic():
        if point.row():
            hold(point)
        judgement = _pass_door(point, again=again)  # whatever changed meanwhile closes it
        _still_serves(answer, point)
        point.note(Verb.VIEW_ADVICE, "advice")
        return Opened(answer=answer, shown=_keep(point, judgement, answer))


def _pass_door(point: Point, *, again: bool) -> JudgementRow:
    """Her own judgement, if the door is open to her now."""
    door, judgement = door_of(point), own_judgement(point)
    if door is not Door.OPEN:
        raise closed(door)
    if judgement is None:  # a judgement cannot be without its point
        raise closed(Door.JUDGE_FIRST)
    if again and not AdviceShownRow.objects.filter(judgement=judgement).exists():
        raise not_opened()
    return judgement


def _still_serves(answer: Answer, point: Point) -> None:
    """Raise when another version was released while this one was asked."""
    now = released_for(point.name.kind)
    if now is None or (now.name, now.version) != (answer.served.name, answer.served.version):
        raise closed(Door.NO_MODEL)


def try_advice(point: Point, *, again: bool) -> Opened | AlongsideError:
    """Advice, or why there is none: a closed door, or a model or record that cannot be used.

    What is no matter of advice (no right to know, no ledger) is still raised.
    """
    try:
        return open_advice(point, again=again)
    except (AccessDenied, LedgerUnavailable):
        raise
    except AlongsideError as error:
        return error


def status_of(error: AlongsideError) -> int:
    """403 at a closed door; 503 where something of the advice itself is broken."""
    return 403 if error.exit_code is ExitCode.REFUSED else 503


def _keep(point: Point, judgement: JudgementRow, answer: Answer) -> AdviceShownRow:
    """That it was opened: once for each judgement and version, with its event."""
    advice = answer.advice
    found, made = AdviceShownRow.objects.get_or_create(
        judgement=judgement,
        model_name=advice.model,
        model_version=advice.version,
        defaults={
            "point": judgement.point,
            "by_id": point.worker_id,
            "at": point.acting.now,
            "as_of_on": advice.as_of_on,
            "generation_id": answer.generation_id,
            "abstained": bool(advice.abstains),
            "channel": point.acting.channel,
        },
    )
    if made:
        tell_timeline(point, "advice_opened", origin="advice")
    shown: AdviceShownRow = found
    return shown
