"""Write a relationship down from the page: find the other, choose the sentence, keep it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.families.asking import OpenedFamily
from alongside.web.families.forms import Called, NewPersonForm, RelationshipForm
from alongside.web.families.models import RelationshipRow
from alongside.web.families.saying import say_relationship
from alongside.web.families.vitals import Vitals, vitals_of
from alongside.web.identity.lookup import living
from alongside.web.identity.said import Said, mint_person
from alongside.web.people.asking import read_asking
from alongside.web.people.finding import Results, find_for_page


def other_of(request: HttpRequest, opened: OpenedFamily) -> UUID | None:
    """The other person of the address, once they are chosen.

    Raises
    ------
    AccessDenied
        For nobody, and for somebody she may not see: the same answer.
    """
    text = request.GET.get("other", "")
    if not text:
        return None
    try:
        other = living(UUID(text))
    except ValueError as error:
        raise AccessDenied(Refusal.NOT_YOURS) from error
    opened.acting.check(Verb.VIEW_PERSON, [other])
    return other


def both(opened: OpenedFamily, other: UUID) -> tuple[Called, Called]:
    """The two, as the sentences call them."""
    vitals = vitals_of([other], opened.acting.access).get(other, Vitals())
    return (
        Called(opened.strip.name, opened.strip.birth_on),
        Called(vitals.name or _("somebody whose name is not known"), vitals.birth_on),
    )


def find(request: HttpRequest, opened: OpenedFamily) -> Results:
    """People who may be meant; the person whose family it is, is not among them."""
    found = find_for_page(read_asking(request), request.GET.get("q", ""))
    people = [one for one in found.people if one.person_id != opened.person_id]
    return Results(asked=found.asked, people=people, count=found.count, has_more=found.has_more)


def mint(opened: OpenedFamily, form: NewPersonForm) -> UUID:
    """Somebody of the family who is in no record."""
    said: dict[str, Any] = form.cleaned_data
    return mint_person(opened.acting, Said(**said))


def keep(opened: OpenedFamily, other: UUID, form: RelationshipForm) -> RelationshipRow:
    """What the form says."""
    said = form.cleaned_data
    one, two = (other, opened.person_id) if form.other_first else (opened.person_id, other)
    return say_relationship(
        opened.acting,
        one,
        form.kind_name,
        two,
        from_on=said["from_on"],
        until_on=said["until_on"],
        told_by=said["told_by"],
        note=said["note"],
    )
