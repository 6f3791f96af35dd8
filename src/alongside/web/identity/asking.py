"""Who asks for the review pages, from a request, and the words of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from alongside.agency import Agency
from alongside.core import AlongsideError, ExitCode
from alongside.privacy import Worker
from alongside.privacy.access import AccessDenied
from alongside.timeline import RecordVersion
from alongside.web.agency import current_agency
from alongside.web.identity.acting import Acting
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.people.asking import read_asking
from alongside.web.people.joined import record_name
from alongside.web.people.wordings import Wordings
from alongside.web.people.words import DateWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request: who acts, and how dates and sources are said to her."""

    acting: Acting
    say: DateWords
    words: Wordings
    agency: Agency

    @property
    def worker(self) -> Worker:
        """The worker who asks."""
        return self.acting.access.worker

    def sources(self) -> dict[str, str]:
        """Titles of the agency's sources."""
        return {name: source.title for name, source in self.agency.sources.items()}

    def record_words(self, record: RecordVersion) -> str:
        """A record as a list names it: its source, its name, its birth date."""
        parts = [self.words.source(record.source), record_name(record)]
        if record.birth_on:
            parts.append(self.say.when_born(record.birth_on, record.birth_precision))
        return ", ".join(part for part in parts if part)


def read_asked(request: HttpRequest) -> Asked:
    """Who asks.

    Raises
    ------
    AccessDenied
        When the worker has no purpose, or asks for one that is not hers.
    """
    asking, agency = read_asking(request), current_agency()
    acting = Acting(
        access=asking.access(), ledger=DatabaseLedger(), now=asking.now, address=asking.address
    )
    say = DateWords(asking.today, agency.file.zone)
    return Asked(acting=acting, say=say, words=Wordings(agency), agency=agency)


def refusal_of(answer: Callable[[], object]) -> AlongsideError | None:
    """Give an answer; the rule that refused it, for the page to say.

    What is no matter of the rules (no right to know, no ledger) goes on to its own page.
    """
    try:
        answer()
    except AccessDenied:
        raise
    except AlongsideError as error:
        if error.exit_code is not ExitCode.REFUSED:
            raise
        return error
    return None


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx swaps one region; a page restored from its history is whole."""
    headers = request.headers
    return "HX-Request" in headers and "HX-History-Restore-Request" not in headers
