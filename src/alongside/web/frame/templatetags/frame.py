"""Template tags of the frame: icons, and which query a link keeps."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, Textarea
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
ICONS = Path(__file__).resolve().parents[2] / "static" / "built" / "icons.json"


@lru_cache(maxsize=1)
def _icons() -> dict[str, str]:
    """Icon name to the inside of its SVG; empty while the front end is not built."""
    return json.loads(ICONS.read_text()) if ICONS.exists() else {}


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """An icon in the text's colour, hidden from screen readers: a word stands beside it."""
    # the paths come from our own build of the icon set, never from input
    inside = mark_safe(_icons().get(name, ""))  # noqa: S308
    return format_html(
        '<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', inside
    )


@register.simple_tag
def keep_query(request: HttpRequest, **changes: object) -> str:
    """The page's query with some keys changed; ``None`` takes a key away."""
    query = request.GET.copy()
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """The fields of a form in the product's look: label, hint, error, control."""
    return format_html_join("", "{}", ((_field(bound),) for bound in form.visible_fields())) + (
        mark_safe("".join(str(hidden) for hidden in form.hidden_fields()))  # noqa: S308
    )


def _field(bound: BoundField) -> SafeString:
    kind = "govuk-textarea" if isinstance(bound.field.widget, Textarea) else "govuk-input"
    error_id, hint_id = f"{bound.id_for_label}-error", f"{bound.id_for_label}-hint"
    described = [hint_id] * bool(bound.help_text) + [error_id] * bool(bound.errors)
    attrs: dict[str, str | bool] = {
        "class": kind + (f" {kind}--error" if bound.errors else ""),
        "placeholder": False,  # the label says it, and stays
    }
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if isinstance(bound.field.widget, CheckboxInput):
        return format_html(
            '<div class="govuk-checkboxes__item">{}<label class="govuk-label '
            'govuk-checkboxes__label" for="{}">{}</label></div>',
            bound.as_widget(attrs={"class": "govuk-checkboxes__input"}),
            bound.id_for_label,
            bound.label,
        )
    hint = format_html('<div class="govuk-hint" id="{}">{}</div>', hint_id, bound.help_text)
    error = format_html(
        '<p class="govuk-error-message" id="{}">{}</p>',
        error_id,
        " ".join(str(one) for one in bound.errors),
    )
    return format_html(
        '<div class="govuk-form-group{}"><label class="govuk-label" for="{}">{}</label>'
        "{}{}{}</div>",
        " govuk-form-group--error" if bound.errors else "",
        bound.id_for_label,
        bound.label,
        hint if bound.help_text else "",
        error if bound.errors else "",
        bound.as_widget(attrs=attrs),
    )
