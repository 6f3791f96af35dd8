"""A second pair of eyes on a screening out: agree, or send it back."""

from __future__ import annotations

from django.db import transaction

from alongside.core import AlongsideError, ExitCode
from alongside.governance.casework import ReferralState
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.decisions.models import WithdrawalRow
from alongside.web.referrals.models import ReferralRow, SecondLookRow
from alongside.web.referrals.opened import OpenedReferral
from alongside.web.referrals.telling import enter, focus_of, tell


def may_look(opened: OpenedReferral) -> bool:
    """Whether she leads the team of the referral and did not decide it herself."""
    worker, look = opened.acting.access.worker, opened.look
    leads = worker.may(Verb.SUPERVISE_CASES) and worker.team == opened.row.team
    return leads and look is not None and str(look.decision.by_id) != worker.id


def answer_look(opened: OpenedReferral, *, agreed: bool, reason: str = "") -> SecondLookRow:
    """Agree that nobody visits, or send it back with a reason: it then waits again.

    Raises
    ------
    AccessDenied
        When she does not supervise the team.
    AlongsideError
        ``AL-U052`` when she decided it herself, when no second look waits, or without a reason to
        send it back.
    """
    acting = opened.acting
    worker = acting.access.worker
    if not worker.may(Verb.SUPERVISE_CASES) or worker.team != opened.row.team:
        raise AccessDenied(Refusal.READ_ONLY)
    with transaction.atomic():
        row = ReferralRow.objects.select_for_update().get(pk=opened.row.pk)
        look = row.looks.filter(at__isnull=True, decision__withdrawal__isnull=True).first()
        if look is None or row.state != ReferralState.SECOND_LOOK.value:
            raise _refused("No second look waits here any longer", "Load the page again")
        if str(look.decision.by_id) == worker.id:
            raise _refused("You decided this yourself", "Ask another supervisor of the team")
        if not agreed and not reason:
            raise _refused("It was not said why it goes back", "Write a few words")
        look.by_id, look.at, look.agreed, look.reason = worker.id, acting.now, agreed, reason
        look.save(update_fields=["by", "at", "agreed", "reason"])
        acting.note(Verb.SUPERVISE_CASES, "referral", str(row.key), reason=_did(agreed=agreed))
        _carry_out(opened, row, look)
    opened.row.state = row.state
    return look


def _carry_out(opened: OpenedReferral, row: ReferralRow, look: SecondLookRow) -> None:
    acting, people = opened.acting, focus_of(row)
    if look.agreed:
        enter(row, ReferralState.SCREENED_OUT, at=acting.now)
        tell(row, "second_look_agreed", people, acting=acting)
        tell(row, "screened_out", people, acting=acting)
        return
    by_id = acting.access.worker.id
    WithdrawalRow.objects.create(decision=look.decision, by_id=by_id, at=acting.now)
    row.respond_by = None
    enter(row, ReferralState.RECEIVED, at=acting.now)
    tell(row, "second_look_refused", people, acting=acting)


def _did(*, agreed: bool) -> str:
    return "second look: agreed" if agreed else "second look: sent back"


def _refused(seen: str, do: str) -> AlongsideError:
    return AlongsideError(
        "AL-U052",
        seen=f"{seen}, so nothing was changed",
        wanted="another supervisor of the team, while the second look waits",
        do=do,
        exit_code=ExitCode.REFUSED,
    )
