"""What this room tells a report about a case."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse

from alongside.forms import Sheet
from alongside.governance.casework import FilledState
from alongside.recording import Statement
from alongside.web.assessments.filling import as_answers, name_of
from alongside.web.assessments.models import FilledRow
from alongside.web.assessments.nodes import dom_id
from alongside.web.assessments.saying import words_of
from alongside.web.assessments.versions import form_of
from alongside.web.cases.opening import OpenedCase
from alongside.web.facts.about import people_of


def on_record(opened: OpenedCase) -> list[Statement]:
    """One statement for each answer of what is finished and not amended, the oldest first.

    What the system computed is no statement: nobody said it.
    """
    rows = FilledRow.objects.filter(case=opened.row, state=FilledState.FINISHED.value)
    rows = rows.select_related("version", "finished_by").order_by("finished_at", "pk")
    people = people_of("form", [row.pk for row in rows])
    return [one for row in rows for one in _statements(opened, row, people.get(str(row.pk), []))]


def _statements(opened: OpenedCase, row: FilledRow, people: list[UUID]) -> Iterator[Statement]:
    form = form_of(row)
    sheet = Sheet(form=form, answers=as_answers(row.answers))
    page = reverse("assessments:form", kwargs={"key": opened.key, "filled": row.key})
    for place in sheet.shown():
        words = words_of(place.item, sheet.value(place), opened.say) if place.item.asked else ""
        if words and row.finished_at and row.finished_by:
            yield Statement(
                section=form.section,
                says=_sentence(form.says(place.item), words),
                said_by=row.finished_by.name,
                happened_at=row.finished_at,
                known_at=row.finished_at,
                source=name_of(row),
                href=f"{page}#{dom_id(place.key)}",
                people=tuple(people),
                quoted=place.item.own_words,
                headline=place.item.headline,
            )


def _sentence(text: str, words: str) -> str:
    """Question and answer as one reads them: *How safe do you feel at home? 4*."""
    return f"{text} {words}" if text.endswith(("?", ":", ".", "!")) else f"{text}: {words}"
