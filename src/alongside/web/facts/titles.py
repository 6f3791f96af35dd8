"""What a fact is called, and the page where it can be read before anybody says whose it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.web.facts.models import AboutRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWords:
    """What it is, more of it where there is more to say, and where it stands."""

    says: str
    more: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """How a kind of fact is named. ``model`` is imported when the first one is asked for."""

    says: Any  # translated when it is read
    model: str = ""  # module:class
    more: Callable[[Any], str] = lambda row: ""
    href: Callable[[Any], str] = lambda row: ""


def _in_case(name: str, argument: str) -> Callable[[Any], str]:
    """The address of something in its case."""
    return lambda row: reverse(name, kwargs={"key": row.case.key, argument: row.key})


def _relationship(row: Any) -> str:
    from alongside.web.families.kinds import KINDS

    return KINDS[row.kind].sentence(_("one"), _("the other"))


TITLES: dict[str, Title] = {
    "note": Title(
        says=gettext_lazy("A note"),
        model="alongside.web.notes.models:NoteRow",
        more=lambda row: row.title,
        href=_in_case("notes:note", "note"),
    ),
    "document": Title(
        says=gettext_lazy("A document"),
        model="alongside.web.notes.models:DocumentRow",
        more=lambda row: row.name,
        href=lambda row: reverse("notes:documents", kwargs={"key": row.case.key}),
    ),
    "form": Title(
        says=gettext_lazy("A form"),
        model="alongside.web.assessments.models:FilledRow",
        more=lambda row: row.version.title,
        href=_in_case("assessments:form", "filled"),
    ),
    "plan": Title(
        says=gettext_lazy("A plan"),
        model="alongside.web.planning.models:PlanRow",
        href=_in_case("planning:plan", "plan_key"),
    ),
    "placement": Title(
        says=gettext_lazy("A placement"),
        model="alongside.web.planning.models:PlacementRow",
        href=lambda row: reverse("planning:home", kwargs={"key": row.case.key}),
    ),
    "meeting": Title(
        says=gettext_lazy("A meeting"),
        model="alongside.web.planning.models:MeetingRow",
        href=_in_case("planning:meeting", "meeting_key"),
    ),
    "supervision": Title(says=gettext_lazy("A supervision record")),
    "visit": Title(
        says=gettext_lazy("A visit"),
        model="alongside.web.visits.models:VisitRow",
        href=_in_case("visits:visit", "visit"),
    ),
    "report": Title(
        says=gettext_lazy("A report"),
        model="alongside.web.reports.models:ReportRow",
        href=_in_case("reports:report", "report"),
    ),
    "relationship": Title(
        says=gettext_lazy("A relationship"),
        model="alongside.web.families.models:RelationshipRow",
        more=_relationship,
    ),
    "part": Title(says=gettext_lazy("A part in the case")),
    "decision": Title(
        says=gettext_lazy("A decision"),
        model="alongside.web.decisions.models:DecisionRow",
        more=lambda row: row.choice_says,
    ),
    "judgement": Title(says=gettext_lazy("A worker’s own judgement")),
}


def words_of(row: AboutRow) -> FactWords:
    """How a fact is named; what a later room keeps and nobody named yet is called by its kind."""
    title = TITLES.get(row.fact_kind)
    if title is None:
        return FactWords(says=row.fact_kind.replace("_", " ").capitalize())
    thing = _thing(title, row)
    if thing is None:
        return FactWords(says=str(title.says))
    return FactWords(says=str(title.says), more=title.more(thing), href=title.href(thing))


def _thing(title: Title, row: AboutRow) -> Any:
    """The fact itself; ``None`` where the kind has no page of its own."""
    if not title.model:
        return None
    module, _colon, name = title.model.partition(":")
    model = getattr(import_module(module), name)
    return model.objects.filter(pk=row.fact_id).first()
