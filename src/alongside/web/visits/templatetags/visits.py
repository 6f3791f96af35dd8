"""What the pages of visits need beside Django's own."""

from __future__ import annotations

from django import template
from django.forms import BoundField

from alongside.web.cases.opening import CasePerson
from alongside.web.visits.forms import MadeForm, field_of

register = template.Library()


@register.filter
def seen_fields(form: MadeForm) -> list[tuple[CasePerson, BoundField]]:
    """Each child with the field that asks whether she was seen."""
    return [(one, form[field_of(one.person_id)]) for one in form.children]
