"""What the two lists show: what waits, and what was decided."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest

from alongside.privacy import Access, Verb
from alongside.web.agency import current_agency
from alongside.web.decisions.models import DecisionRow
from alongside.web.decisions.page import USED
from alongside.web.decisions.waiting import A_PAGE, names_for, page_of, waiting_for
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import unseen_people
from alongside.web.people.opening import readable_warehouse
from alongside.web.people.wordings import Wordings
from alongside.web.people.words import DateWords

Context = dict[str, Any]


def waiting_page(request: HttpRequest, acting: Acting) -> Context:
    """One page of what waits; whom it lists stands in the ledger."""
    agency = current_agency()
    say, words = _say(acting), Wordings(agency)
    kind = request.GET.get("kind", "")
    kind = kind if kind in agency.decisions else ""
    found = waiting_for(acting.access, say, kind=kind)
    page = page_of(found, request.GET.get("page"))
    names = names_for((one.person_id for one in page), acting.access)
    listed = ",".join(one.line.source_key for one in page)
    acting.note(Verb.VIEW_DECISIONS, "queue", listed or "nothing")
    return {
        "lines": [
            {
                "name": names.get(one.person_id, ""),
                "point": one.line,
                "title": agency.decisions[one.line.kind].title,
                "source": words.source(one.line.source),
                "says": words.kind(one.line.source, agency.decisions[one.line.kind].opens),
                "clock": one.clock,
            }
            for one in page
        ],
        "page": page,
        "kind": kind,
        "kinds": {name: file.title for name, file in agency.decisions.items()},
        "may_review": acting.access.worker.may(Verb.REVIEW_DECISIONS),
        "readable": readable_warehouse() is not None,
    }


def made_page(request: HttpRequest, acting: Acting) -> Context:
    """One page of what was decided, the newest first. Nothing is counted for a worker."""
    say, words = _say(acting), Wordings(current_agency())
    rows = _visible(acting.access)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    names = names_for((row.person_id for row in page), acting.access)
    acting.note(Verb.REVIEW_DECISIONS, "queue", ",".join(str(row.pk) for row in page) or "nothing")
    titles = {name: file.title for name, file in current_agency().decisions.items()}
    return {
        "lines": [
            {
                "row": row,
                "name": names.get(row.person_id, ""),
                "title": titles.get(row.point.kind, row.point.kind),
                "source": words.source(row.point.source),
                "when": say.when(row.at, "instant"),
                "used": USED[row.advice],
                "withdrawn": hasattr(row, "withdrawal"),
            }
            for row in page
        ],
        "page": page,
    }


def _visible(access: Access) -> Any:
    """Decisions about people and for purposes that the access may know of, newest first."""
    unseen = unseen_people(access.worker)
    mine = [
        name
        for name, file in current_agency().decisions.items()
        if access.worker.clearance(file.purpose) is not None
    ]
    clearance = access.worker.clearance(access.purpose) or 0
    rows = DecisionRow.objects.filter(point__kind__in=mine, point__sensitivity__lte=clearance)
    rows = rows.exclude(Q(person_id__in=unseen))
    return rows.select_related("point", "judgement", "shown", "by", "withdrawal").order_by("-id")


def _say(acting: Acting) -> DateWords:
    zone = current_agency().file.zone
    return DateWords(acting.now.astimezone(zone).date(), zone)
