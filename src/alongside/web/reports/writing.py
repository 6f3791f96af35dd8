"""Make a report from the record, and change it before it is signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from alongside.core import AlongsideError, ExitCode
from alongside.privacy import Verb
from alongside.recording import KINDS, SECTIONS, Cited, Paragraph, Statement, draft
from alongside.web.cases.opening import OpenedCase
from alongside.web.facts.about import say_about
from alongside.web.reports.gathering import gather
from alongside.web.reports.models import ParagraphRow, ReportRow
from alongside.web.reports.opening import check_draft


def draft_report(
    opened: OpenedCase,
    kind: str,
    *,
    from_on: date | None = None,
    recipient: str = "",
    replaces: ReportRow | None = None,
) -> ReportRow:
    """A new draft, filled from the record as this worker may see it.

    Raises
    ------
    AccessDenied
        When she may not work on the case.
    KeyError
        For a kind that is not in :data:`alongside.recording.KINDS`.
    """
    opened.check(Verb.WORK_CASES)
    statements = gather(opened, from_on=from_on)
    paragraphs = draft(KINDS[kind], statements)
    now = opened.acting.now
    with transaction.atomic():
        made: ReportRow = ReportRow.objects.create(
            case=opened.row,
            kind=kind,
            recipient=recipient[:200],
            from_on=from_on,
            replaces=replaces,
            gathered_at=now,
            made_at=now,
            by_id=opened.acting.access.worker.id,
            sensitivity=_sensitivity(paragraphs, statements),
        )
        _keep(made, paragraphs, after=0)
        say_about("report", made.pk, opened.focus, acting=opened.acting, case=opened.row)
        _note(opened, made, "drafted")
    return made


def look_again(opened: OpenedCase, report: ReportRow) -> int:
    """Add what the record holds since, and give how many paragraphs that were; nothing changes."""
    opened.check(Verb.WORK_CASES)
    statements = gather(opened, from_on=report.from_on)
    with transaction.atomic():
        held = _hold(report)
        told = {
            cited["source"]
            for paragraph in ParagraphRow.objects.filter(report=held)
            for cited in paragraph.cited
        }
        fresh = [
            one
            for one in draft(KINDS[held.kind], statements)
            if not told.issuperset(cited.source for cited in one.cited)
        ]
        last = ParagraphRow.objects.filter(report=held).aggregate(last=Max("place"))["last"] or 0
        _keep(held, fresh, after=last)
        held.gathered_at = opened.acting.now
        held.sensitivity = max(held.sensitivity, _sensitivity(fresh, statements))
        held.save(update_fields=["gathered_at", "sensitivity"])
        _note(opened, held, "looked again")
    return len(fresh)


def rewrite(
    opened: OpenedCase, paragraph: ParagraphRow, *, text: str, revision: int
) -> ParagraphRow:
    """Put her own words in place of drafted ones; an empty text takes the paragraph out.

    Raises
    ------
    AlongsideError
        ``AL-U121`` when somebody changed it since she read it: nothing is overwritten.
    """
    return _change(
        opened,
        paragraph,
        revision=revision,
        values={"text": text.strip() or paragraph.text, "taken_out": not text.strip()},
    )


def take_out(opened: OpenedCase, paragraph: ParagraphRow, *, out: bool) -> ParagraphRow:
    """Leave a paragraph out of the report, or put it back."""
    return _change(opened, paragraph, revision=paragraph.revision, values={"taken_out": out})


def add_words(opened: OpenedCase, report: ReportRow, *, section: str, text: str) -> ParagraphRow:
    """Add her own words to a section; their source is she herself, in this report."""
    opened.check(Verb.WORK_CASES)
    worker, now = opened.acting.access.worker, opened.acting.now
    source = Cited(
        source=f"report:{report.pk}", said_by=worker.name, happened_at=None, known_at=now
    )
    with transaction.atomic():
        held = _hold(report)
        here = ParagraphRow.objects.filter(report=held)
        made: ParagraphRow = ParagraphRow.objects.create(
            report=held,
            place=(here.aggregate(last=Max("place"))["last"] or 0) + 1,
            section=section,
            text=text.strip(),
            cited=[_as_json(source)],
        )
        _note(opened, held, "added words")
    return made


def sections_of(report: ReportRow) -> dict[str, str]:
    """The sections that the report can have, with their titles."""
    return {name: SECTIONS[name] for name in KINDS[report.kind].sections}


def _change(
    opened: OpenedCase, paragraph: ParagraphRow, *, revision: int, values: dict[str, Any]
) -> ParagraphRow:
    opened.check(Verb.WORK_CASES)
    with transaction.atomic():
        report = _hold(paragraph.report)
        rows = ParagraphRow.objects.filter(pk=paragraph.pk, revision=revision)
        if not rows.update(**values, revision=revision + 1):
            raise changed_meanwhile()
        _note(opened, report, f"changed paragraph {paragraph.pk}")
    return ParagraphRow.objects.select_related("report").get(pk=paragraph.pk)


def _hold(report: ReportRow) -> ReportRow:
    held: ReportRow = ReportRow.objects.select_for_update().get(pk=report.pk)
    check_draft(held)
    return held


def _keep(report: ReportRow, paragraphs: Iterable[Paragraph], *, after: int) -> None:
    ParagraphRow.objects.bulk_create(
        ParagraphRow(
            report=report,
            place=place,
            section=one.section,
            drafted=one.text,
            text=one.text,
            quoted=one.quoted,
            cited=[_as_json(cited) for cited in one.cited],
        )
        for place, one in enumerate(paragraphs, start=after + 1)
    )


def _as_json(cited: Cited) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, datetime) else value
        for key, value in asdict(cited).items()
    }


def _sensitivity(paragraphs: Iterable[Paragraph], statements: Iterable[Statement]) -> int:
    """The highest of what the paragraphs tell."""
    told = {cited.source for one in paragraphs for cited in one.cited}
    return max((one.sensitivity for one in statements if one.source in told), default=1)


def _note(opened: OpenedCase, report: ReportRow, did: str) -> None:
    opened.acting.note(Verb.WORK_CASES, "report", str(report.key), reason=did)


def changed_meanwhile() -> AlongsideError:
    """Two people wrote; nobody's words are lost."""
    return AlongsideError(
        "AL-U121",
        seen="A colleague changed this paragraph while you wrote; nothing was overwritten",
        wanted="the paragraph as you had read it",
        do="Both versions stand below: choose, or write a third",
        exit_code=ExitCode.REFUSED,
    )
