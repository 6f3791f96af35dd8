"""*One of these is someone else*: choose the records, look at both pages, record."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.timeline import RecordVersion
from alongside.web.identity.asking import Asked, read_asked, refusal_of, wants_part
from alongside.web.identity.decide import split
from alongside.web.identity.forms import SplitForm
from alongside.web.identity.preview import Preview, Previewer
from alongside.web.identity.snapshot import person_of
from alongside.web.people.opening import Opening, open_living

RECORD, PREVIEW = "record", "preview"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A record of the person, as the page offers it."""

    record_id: str
    says: str
    chosen: bool


@require_http_methods(["GET", "HEAD", "POST"])
def split_page(request: HttpRequest, record_id: str) -> HttpResponse:
    """Choose which records of the person who holds this one are someone else."""
    asked = read_asked(request)
    opening, records = _open(asked, record_id)
    step = request.POST.get("step", "")
    owned = [one.record_id for one in records]
    form = SplitForm(request.POST or None, owned=owned, recording=step == RECORD)
    refused = None
    if form.is_valid() and step == RECORD:
        refused = refusal_of(lambda: _record(asked, form))
        if refused is None:
            messages.success(request, _("Recorded. These are two people now."))
            return redirect("review:answered")
    context = {
        "choices": _choices(asked, records, form),
        "form": form,
        "preview": _preview(asked, opening, form),
        "refused": refused,
        "person_id": opening.where.person_id,
    }
    if wants_part(request) and step == PREVIEW:
        return render(request, "review/split_preview.html", context)
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "review/split.html", context, status=status)


def _open(asked: Asked, record_id: str) -> tuple[Opening, list[RecordVersion]]:
    """The person who holds the record, the record itself first."""
    person_id = person_of(record_id)
    asked.acting.check(Verb.CHANGE_IDENTITY, [person_id])
    acting = asked.acting
    opening = open_living(person_id, access=acting.access, now=acting.now, address=acting.address)
    records = sorted(
        opening.person.records(), key=lambda one: (one.record_id != record_id, one.record_id)
    )
    if not records or records[0].record_id != record_id:
        raise AccessDenied(Refusal.NOT_YOURS)
    return opening, records


def _choices(asked: Asked, records: list[RecordVersion], form: SplitForm) -> list[Choice]:
    chosen = form.data.getlist("records") if hasattr(form.data, "getlist") else []
    return [
        Choice(
            record_id=one.record_id,
            says=asked.record_words(one),
            chosen=one.record_id in chosen,
        )
        for one in records
    ]


def _record(asked: Asked, form: SplitForm) -> None:
    split(form.cleaned_data["records"], asked.acting, reason=form.cleaned_data["reason"])


def _preview(asked: Asked, opening: Opening, form: SplitForm) -> Preview | None:
    """Both pages as they would be, once records are chosen."""
    if not form.is_bound or "records" not in form.cleaned_data:
        return None
    previewer = Previewer(say=asked.say, words=asked.words)
    return previewer.split(opening.person, form.cleaned_data["records"])
