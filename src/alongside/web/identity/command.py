"""Read the queue of open questions for the command line, under the same rules as the page."""

from __future__ import annotations

from django.utils import timezone

from alongside.privacy import Access, Verb, check_can
from alongside.web.identity.acting import Acting
from alongside.web.identity.models import ProposalRow
from alongside.web.identity.queue import open_questions
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.people.command import worker_of


def questions_for_command(email: str, *, first: int) -> tuple[int, list[ProposalRow]]:
    """How many questions are open to this worker, and the likeliest; the ledger learns which.

    Raises
    ------
    AlongsideError
        ``AL-U020`` for an unknown worker; :class:`~alongside.privacy.access.AccessDenied` for one
        who may not review.
    """
    worker, now = worker_of(email), timezone.now()
    check_can(worker, Verb.REVIEW_LINKS)
    access = Access(worker=worker, purpose=worker.purposes[0], as_of=now)
    questions = open_questions(access)
    listed = list(questions[:first])
    acting = Acting(access=access, ledger=DatabaseLedger(), now=now, channel="command")
    ids = ",".join(str(row.id) for row in listed)
    acting.note(Verb.REVIEW_LINKS, "queue", ids or "nothing")
    return questions.count(), listed
