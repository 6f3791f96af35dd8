"""Open a closed case again: nothing is lost, and somebody has to say yes to it anew."""

from __future__ import annotations

from django.db import transaction

from alongside.privacy import Verb
from alongside.web.cases.allocating import check_own_team
from alongside.web.cases.models import CaseRow
from alongside.web.cases.opening import OpenedCase, again
from alongside.web.cases.refusing import needs_words
from alongside.web.cases.steps import hold, take_step


def reopen_case(opened: OpenedCase, *, reason: str) -> OpenedCase:
    """A supervisor of its team opens it again, to be allocated; gives the case as it is then.

    What was written, planned and decided stays; the outcome of the closure stays with the closure.

    Raises
    ------
    AccessDenied
        When she may not allocate this case.
    AlongsideError
        ``AL-U063`` without a reason, ``AL-G041`` when the case is not closed.
    """
    opened.check(Verb.ALLOCATE_CASES)
    if not reason.strip():
        raise needs_words("why the case is opened again")
    with transaction.atomic():
        check_own_team(row := hold(opened), opened)
        CaseRow.objects.filter(pk=row.pk).update(worker=None, outcome="")
        take_step(opened, "case_reopened", verb=Verb.ALLOCATE_CASES, reason=reason.strip())
    return again(opened)
