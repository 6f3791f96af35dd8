"""What the pages of the editor show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.forms import Answers, Finding, Form, Item, ItemType, Sheet
from alongside.forms.answer_lines import option_lines
from alongside.forms.editing import find_item, next_version
from alongside.forms.facts import FACTS
from alongside.forms.item import CHOICES, NUMBERS
from alongside.web.agency import current_agency
from alongside.web.assessments.conditions import in_words, lines_of, questions_for
from alongside.web.assessments.drafts import Draft
from alongside.web.assessments.models import FormDraftRow, FormVersionRow
from alongside.web.assessments.nodes import Beside, tree_of
from alongside.web.assessments.versions import current_forms
from alongside.web.people.words import DateWords

TYPES: dict[ItemType, Any] = {
    ItemType.STRING: gettext_lazy("A line of text"),
    ItemType.TEXT: gettext_lazy("Several lines of text"),
    ItemType.BOOLEAN: gettext_lazy("Yes or no"),
    ItemType.CHOICE: gettext_lazy("One of several answers"),
    ItemType.OPEN_CHOICE: gettext_lazy("One of several answers, or own words"),
    ItemType.INTEGER: gettext_lazy("A whole number, or a scale"),
    ItemType.DECIMAL: gettext_lazy("A number"),
    ItemType.QUANTITY: gettext_lazy("A number with a unit"),
    ItemType.DATE: gettext_lazy("A day"),
    ItemType.DATE_TIME: gettext_lazy("A day and time"),
    ItemType.TIME: gettext_lazy("A time"),
    ItemType.GROUP: gettext_lazy("A heading with questions under it"),
    ItemType.DISPLAY: gettext_lazy("Words to read"),
}
STEPS = {
    "form_finished": gettext_lazy("A form was finished"),
    "assessment_finished": gettext_lazy("The case’s assessment was finished"),
    "safety_assessed": gettext_lazy("Safety was assessed"),
    "child_view_heard": gettext_lazy("The child’s own view was heard"),
}
SECTIONS = {
    "assessment": gettext_lazy("What was found"),
    "child_view": gettext_lazy("What the child says"),
    "visit": gettext_lazy("Visits"),
}
ABOUT = {"case": gettext_lazy("The case"), "person": gettext_lazy("One person of it")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item in the list of a form's items."""

    item: Item
    depth: int
    kind: str
    when: str
    findings: tuple[Finding, ...]
    here: bool


def list_page(acting_now: datetime) -> dict[str, Any]:
    """Every form, its draft and its versions."""
    say, files = words(acting_now), current_forms()
    drafts = {row.name: row for row in FormDraftRow.objects.select_related("by")}
    versions: dict[str, list[FormVersionRow]] = {}
    for row in FormVersionRow.objects.select_related("by").order_by("-at", "-pk"):
        versions.setdefault(row.name, []).append(row)
    names = sorted(set(files) | set(drafts))
    return {
        "forms": [
            {
                "name": name,
                "title": files[name].form.title if name in files else _draft_title(drafts[name]),
                "version": files[name].form.version if name in files else "",
                "description": files[name].form.description if name in files else "",
                "draft": drafts.get(name),
                "versions": [
                    {"row": row, "when": say.day(say.local(row.at))}
                    for row in versions.get(name, ())
                ],
            }
            for name in names
        ]
    }


def editor_page(
    draft: Draft, now: datetime, *, link: str = "", answers: Answers | None = None
) -> dict[str, Any]:
    """The editor of one form: its items, the one that is open, the preview, what is to mend."""
    form, findings = draft.form, draft.findings()
    raw = find_item(draft.json, link) if link else None
    known = raw is not None and link in form.by_link
    return {
        "draft": draft,
        "form": form,
        "entries": _entries(form, findings, link),
        "general": [one for one in findings if one.link_id not in form.by_link],
        "count": len(findings),
        "next": next_version(str(draft.json.get("version") or "")),
        "types": TYPES.items(),
        "steps": STEPS.items(),
        "sections": SECTIONS.items(),
        "abouts": ABOUT.items(),
        "link": link if known else "",
        "open": _open(form, link, raw, findings) if known and raw is not None else None,
        **preview_page(draft, now, answers=answers),
    }


def preview_page(draft: Draft, now: datetime, *, answers: Answers | None = None) -> dict[str, Any]:
    """The form as it is filled in, with answers that are kept nowhere."""
    sheet = Sheet(form=draft.form, answers=answers or {})
    return {"draft": draft, "form": draft.form, "nodes": tree_of(sheet, Beside(), words(now))}


def words(now: datetime) -> DateWords:
    """Dates in words, by the agency's clock."""
    zone = current_agency().file.zone
    return DateWords(now.astimezone(zone).date(), zone)


def _entries(form: Form, findings: list[Finding], link: str) -> list[Entry]:
    return [
        Entry(
            item=item,
            depth=len(above),
            kind=str(TYPES[item.type]),
            when=in_words(form, item),
            findings=tuple(one for one in findings if one.link_id == item.link_id),
            here=item.link_id == link,
        )
        for item, above in form.walk()
    ]


def _open(form: Form, link: str, raw: Mapping[str, Any], findings: list[Finding]) -> dict[str, Any]:
    item = form.by_link[link]
    questions = questions_for(form, item)
    return {
        "item": item,
        "findings": [one for one in findings if one.link_id == link],
        "options": "\n".join(option_lines(raw)),
        "lines": lines_of(raw.get("enableWhen") or (), questions),
        "questions": questions,
        "chooses": item.type in CHOICES and "answerValueSet" not in raw,
        "counts": item.type in NUMBERS,
        "whole": item.type is ItemType.INTEGER,
        "groups": item.type is ItemType.GROUP,
        "asks": item.type not in (ItemType.GROUP, ItemType.DISPLAY),
        "facts": _facts(item),
        "least": "" if item.least is None else f"{item.least:f}",
        "most": "" if item.most is None else f"{item.most:f}",
    }


def _facts(item: Item) -> list[tuple[str, str]]:
    known = [("", _("nothing")), *((name, _(says)) for name, says in FACTS.items())]
    if item.offer_from and item.offer_from not in FACTS:
        known.append((item.offer_from, item.offer_from))
    return known


def _draft_title(row: FormDraftRow) -> str:
    import json

    return str(json.loads(row.text).get("title") or row.name)
