"""How the pages say dates, ages, amounts and how sure we are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS_3, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

NEAR_DAYS = 14  # within two weeks a date carries its weekday
LATE_DAYS = 14  # known later than this after it happened is worth saying


@dataclass(frozen=True, slots=True)
class DateWords:
    """Says dates to a reader whose today is ``today``, in the active language.

    A date carries the weekday within two weeks and the year outside this one.
    """

    today: date
    zone: ZoneInfo
    months: tuple[str, ...] = field(
        default_factory=lambda: ("", *(str(MONTHS_3[n]).capitalize() for n in range(1, 13)))
    )
    weekdays: tuple[str, ...] = field(
        default_factory=lambda: tuple(str(WEEKDAYS_ABBR[n]) for n in range(7))
    )

    def day(self, on: date) -> str:
        """One day: *Fri 13 Nov*, *3 Mar*, *3 Mar 2024*."""
        text = f"{on.day} {self.months[on.month]}"
        if abs((on - self.today).days) <= NEAR_DAYS:
            text = f"{self.weekdays[on.weekday()]} {text}"
        return text if on.year == self.today.year else f"{text} {on.year}"

    def full(self, on: date) -> str:
        """One day with its year: *12 Mar 2019*."""
        return f"{on.day} {self.months[on.month]} {on.year}"

    def when_born(self, on: date, precision: str | None) -> str:
        """A birth date, no more exactly than it is known."""
        if precision == "year":
            return str(on.year)
        return f"{self.months[on.month]} {on.year}" if precision == "month" else self.full(on)

    def local(self, at: datetime) -> date:
        """The agency's day of an instant."""
        return at.astimezone(self.zone).date()

    def time(self, at: datetime) -> str:
        """The agency's clock at an instant: *9:44*."""
        there = at.astimezone(self.zone)
        return f"{there.hour}:{there.minute:02}"

    def when(self, at: datetime | None, precision: str) -> str:
        """An event's time, no more exactly than it is known."""
        if at is None:
            return _("Day not known")
        on = self.local(at)
        if precision == "year":
            return str(on.year)
        if precision == "month":
            return f"{self.months[on.month]} {on.year}"
        if precision == "instant":
            return f"{self.day(on)}, {self.time(at)}"
        return self.day(on)

    def span(self, from_on: date | None, until_on: date | None) -> str:
        """A stay or tie: *since 3 Mar*, *1 May 2023 to 3 Mar*, *until 3 Mar*."""
        if from_on and until_on:
            return _("%(first)s to %(last)s") % {
                "first": self.day(from_on),
                "last": self.day(until_on),
            }
        if from_on:
            return _("since %(day)s") % {"day": self.day(from_on)}
        if until_on:
            return _("until %(day)s") % {"day": self.day(until_on)}
        return _("dates not known")


def age_words(birth_on: date | None, on: date, *, precision: str | None = None) -> str:
    """An age as people say it: years, then months, weeks, days."""
    if birth_on is None:
        return _("Age not known")
    if birth_on > on:
        return _("Not born yet")
    months = _months_between(birth_on, on)
    if months >= 24:
        text = ngettext("%(n)s year", "%(n)s years", months // 12) % {"n": months // 12}
    elif months >= 1:
        text = ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    elif on - birth_on < timedelta(days=14):
        days = (on - birth_on).days
        text = ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    else:
        weeks = (on - birth_on).days // 7
        text = ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks}
    exact = precision in (None, "day", "instant")
    return text if exact else _("about %(age)s") % {"age": text}


def later_words(days: int) -> str:
    """How much later, in the largest unit that fits: *19 months later*."""
    if days >= 730:
        n = days // 365
        return ngettext("%(n)s year later", "%(n)s years later", n) % {"n": n}
    if days >= 61:
        n = round(days / 30.44)
        return ngettext("%(n)s month later", "%(n)s months later", n) % {"n": n}
    return ngettext("%(n)s day later", "%(n)s days later", days) % {"n": days}


_SURE = (
    (0.999, gettext_lazy("almost certain")),
    (0.95, gettext_lazy("very likely")),
    (0.8, gettext_lazy("likely")),
    (0.5, gettext_lazy("more likely than not")),
    (0.0, gettext_lazy("less likely than not")),
)


def sure_words(probability: float) -> str:
    """How sure a link is, in words."""
    return next(str(words) for least, words in _SURE if probability >= least)


def percent(probability: float) -> str:
    """A probability as a per cent that never claims certainty."""
    if probability > 0.999:
        return _("over 99.9 %")
    if probability >= 0.99:
        return f"{probability * 100:.1f} %"
    return f"{int(probability * 100)} %"


_SEXES = {
    "female": gettext_lazy("Female"),
    "f": gettext_lazy("Female"),
    "male": gettext_lazy("Male"),
    "m": gettext_lazy("Male"),
    "other": gettext_lazy("Other"),
}


def sex_words(sex: str | None) -> str:
    """A recorded sex as a word; empty when nobody recorded one."""
    return str(_SEXES.get((sex or "").lower(), ""))


def language_words(language: str | None) -> str:
    """A language's name from its code; what is no code stays as it was written."""
    from django.utils.translation import get_language_info

    if not language:
        return ""
    try:
        return str(get_language_info(language.lower())["name_translated"])
    except KeyError:
        return language


def amount(value: float | None, unit: str | None) -> str:
    """A number with its unit, whole numbers without a point: *86 %*."""
    if value is None:
        return ""
    number = f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
    return f"{number} {unit}".strip() if unit else number


def initials(name: str) -> str:
    """Up to two first letters for the face of the strip."""
    return "".join(word[0] for word in name.split()[:2]).upper()


def _months_between(first: date, last: date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day and (last + timedelta(days=1)).day != 1)
