"""What the record holds already, offered beside a field with its source; never copied by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.forms import Item, ItemType, Place, Value, fault_of, last_of
from alongside.forms.item import CHOICES
from alongside.governance.casework import FilledState
from alongside.web.assessments.models import FilledRow
from alongside.web.assessments.saying import words_of
from alongside.web.assessments.versions import form_of
from alongside.web.assessments.whom import whom, whom_each
from alongside.web.cases.called import Called, called_among
from alongside.web.cases.opening import OpenedCase
from alongside.web.people.words import age_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An answer that the record holds: what would be written, in words, and who says so."""

    values: tuple[Value, ...]
    says: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Offers:
    """Looks facts up for one filled form, each at most once."""

    opened: OpenedCase
    filled: FilledRow | None  # nothing is filled in while a form is only looked at

    def for_places(self, places: Iterable[Place]) -> dict[str, Offer]:
        """What is offered at each place, by its key."""
        found = {place.key: self.at(place) for place in places if place.item.offer_from}
        return {key: offer for key, offer in found.items() if offer is not None}

    def at(self, place: Place) -> Offer | None:
        """What is offered at one place, if the record holds it and it fits the question."""
        item = place.item
        last = last_of(item.offer_from)
        offer = self._last(item, *last) if last else self._fact(item)
        if offer is None or any(fault_of(item, value) for value in offer.values):
            return None
        return offer

    def _fact(self, item: Item) -> Offer | None:
        read = _FACTS.get(item.offer_from)
        found = read(self) if read else None
        if found is None:
            return None
        value, source = found
        if isinstance(value, date):
            says = self.opened.say.full(value)
            kept = value.isoformat() if item.type is ItemType.DATE else says
            return Offer(values=(kept,), says=says, source=source)
        return Offer(values=(value,), says=str(value), source=source)

    def _last(self, item: Item, form_name: str, link_id: str) -> Offer | None:
        row = self._last_filled(form_name)
        values = tuple(row.answers.get(link_id, ())) if row else ()
        if row is None or not values:
            return None
        form = form_of(row)
        asked = form.by_link[link_id]
        words = [words_of(asked, (value,), self.opened.say) for value in values]
        by = row.finished_by.name if row.finished_by else ""
        when = (
            self.opened.say.day(self.opened.say.local(row.finished_at)) if row.finished_at else ""
        )
        source = _("%(form)s, %(name)s, %(when)s") % {
            "form": form.title, "name": by, "when": when
        }  # fmt: skip
        same = item.type is asked.type and (item.type not in CHOICES or item.options)
        kept = values if same else (" ".join(words),)
        return Offer(values=kept, says=", ".join(words), source=source)

    def _last_filled(self, form_name: str) -> FilledRow | None:
        rows = FilledRow.objects.filter(
            case=self.opened.row, version__name=form_name, state=FilledState.FINISHED.value
        ).select_related("version", "finished_by")
        if self.filled is not None:
            rows = rows.exclude(pk=self.filled.pk)
        found = list(rows.order_by("-finished_at", "-pk"))
        if self.person_id is None:
            return found[0] if found else None
        people = whom_each(found)
        return next((row for row in found if people.get(row.pk) == self.person_id), None)

    @cached_property
    def person_id(self) -> UUID | None:
        """Whom the form is about today."""
        return whom(self.filled) if self.filled else None

    @cached_property
    def person(self) -> Called | None:
        """What is known of whom the form is about."""
        person_id = self.person_id
        if person_id is None:
            return None
        return called_among([person_id], self.opened.acting.access).get(person_id)


Found = tuple[str | date, str]


def _name(offers: Offers) -> Found | None:
    person = offers.person
    return (person.name, _("the record")) if person and person.name else None


def _birth(offers: Offers) -> Found | None:
    person = offers.person
    return (person.birth_on, _("the record")) if person and person.birth_on else None


def _age(offers: Offers) -> Found | None:
    person = offers.person
    if person is None or person.birth_on is None:
        return None
    return age_words(person.birth_on, offers.opened.today), _("the birth date on the record")


def _people(offers: Offers) -> Found | None:
    names = [one.name for one in offers.opened.people if one.name]
    return (", ".join(names), _("the people of this case")) if names else None


_FACTS: dict[str, Callable[[Offers], Found | None]] = {
    "person.name": _name,
    "person.birth_on": _birth,
    "person.age": _age,
    "case.title": lambda offers: (offers.opened.row.title, _("this case")),
    "case.opened_on": lambda offers: (
        offers.opened.say.local(offers.opened.row.opened_at),
        _("this case"),
    ),
    "case.people": _people,
    "worker.name": lambda offers: (offers.opened.acting.access.worker.name, _("your sign-in")),
    "today": lambda offers: (offers.opened.today, _("the calendar")),
}
