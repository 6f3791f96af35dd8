"""From a call to a decision, in a made-up story."""

from __future__ import annotations

from datetime import timedelta

from alongside.governance import AdviceUse
from alongside.simulate.year import Act
from alongside.web.decisions.deciding import Given, decide
from alongside.web.decisions.judging import judge
from alongside.web.decisions.points import Point, PointName, find_point
from alongside.web.identity.said import Said
from alongside.web.made_up.stage import Stage
from alongside.web.referrals.models import ReferralRow
from alongside.web.referrals.opened import open_referral
from alongside.web.referrals.second_look import answer_look
from alongside.web.referrals.taking import Named, Reporter, Taken, take_referral


def refer(stage: Stage, act: Act) -> None:
    """Somebody asks the worker to look."""
    family = stage.family
    people = [
        Named(part="child", person_id=family.child),
        Named(part="parent", person_id=family.parent),
    ]
    if act.words.get("unborn"):
        expected = Said(
            family_name=family.parent_name.split(" ")[-1], expected_on=stage.in_days(120)
        )
        people.append(Named(part="child", said=expected))
    taken = Taken(
        said=stage.text(act, "says"),
        came_in="phone",
        people=people,
        happened_on=stage.today,
        reporter=Reporter(name=stage.text(act, "reporter"), relation=stage.text(act, "relation")),
    )
    stage.referral = take_referral(stage.acting(stage.lead), taken)


def screen_in(stage: Stage, act: Act) -> None:
    """She judges, then decides that somebody visits: a case begins."""
    _decide(stage, act)
    row = ReferralRow.objects.get(pk=stage.referral.pk)
    stage.case_id = row.case_id or 0


def screen_out(stage: Stage, act: Act) -> None:
    """She judges, then decides that nobody visits."""
    _decide(stage, act)


def agree(stage: Stage, _act: Act) -> None:
    """The supervisor agrees, where the agency asks for a second look."""
    row = ReferralRow.objects.get(pk=stage.referral.pk)
    opened = open_referral(row.key, stage.acting(stage.team.supervisor))
    if opened.look is not None:
        answer_look(opened, agreed=True)


def _decide(stage: Stage, act: Act) -> None:
    point = _point(stage)
    choice = next(one for one in point.file.choice if one.name == act.do)
    judge(point, band=str(act.words["band"]), reason=stage.text(act, "why"))
    stage.now += timedelta(minutes=5)
    urgent = bool(act.words.get("urgent"))
    within = choice.within[0 if urgent else -1].name if choice.within else ""
    given = Given(
        choice=choice,
        reason=stage.text(act, "reason"),
        use=AdviceUse.NOT_SEEN,
        within=within,
    )
    decide(_point(stage), given)


def _point(stage: Stage) -> Point:
    point = stage.referral.point
    return find_point(
        PointName(point.kind, point.source, point.source_key), stage.acting(stage.lead)
    )
