"""Read what was typed in the form into a referral, or say all that is missing at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from alongside.core import AlongsideError
from alongside.timeline import read_query
from alongside.web.agency import current_agency
from alongside.web.identity.said import Said, check_days
from alongside.web.referrals.draft import Block, Draft
from alongside.web.referrals.models import STORY, TEXT
from alongside.web.referrals.taking import Named, Reporter, Taken
from alongside.web.referrals.words import PARTS, SEXES, WAYS

MOST_LETTERS = {
    "given": 320, "family": 320, "address": 300, "phone": 60, "language": 40,
    "happened_says": 200, "safety": TEXT, "said": STORY,
    "reporter_name": 320, "reporter_relation": 200, "reporter_contact": 300,
}  # fmt: skip
OLDEST = 120


@dataclass(slots=True)
class Problems:
    """What is wrong, by the id of the field that it stands beside, in the order of the page."""

    by_field: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, says: str) -> None:
        """Note one; the first of a field stays."""
        self.by_field.setdefault(name, says)

    def __bool__(self) -> bool:
        return bool(self.by_field)


def read_taken(
    draft: Draft, *, today: date, asked: Collection[int] = (), teams: Collection[str] = ()
) -> tuple[Taken | None, Problems]:
    """The referral, or what is wrong with it.

    ``asked`` are the blocks for which known people were found and nobody was chosen yet; ``teams``
    the teams that may be named.
    """
    plain, problems = draft.plain, Problems()
    said = plain.get("said", "").strip()
    if not said:
        problems.add("said", _("Write what was said; a few words will do"))
    if plain.get("came_in") not in WAYS:
        problems.add("came_in", _("Choose how it came in"))
    happened_on = _past_day(plain.get("happened_on", ""), "happened_on", today, problems)
    _lengths(plain, "", problems)
    people = [_named(block, today, problems, asked=asked) for block in draft.filled]
    if not people:
        problems.add("p0-given", _("Say whom it is about, or write down somebody without a name"))
    if len(draft.known) < sum(1 for block in draft.filled if block.person_id):
        problems.add("who", _("The same person is named twice; take one of them out"))
    if problems:
        return None, problems
    team = plain.get("team", "")
    return Taken(
        said=said,
        came_in=plain["came_in"],
        people=people,
        happened_on=happened_on,
        happened_says=plain.get("happened_says", "").strip(),
        safety=plain.get("safety", "").strip(),
        team=team if team in teams else None,
        reporter=_reporter(plain),
    ), problems


def said_of(block: Block, *, today: date) -> Said:
    """What is said of the person of a block, as far as it can be read."""
    return _said(block, today, Problems())


def _named(block: Block, today: date, problems: Problems, *, asked: Collection[int]) -> Named:
    part = block.part if block.part in PARTS else "other"
    if block.person_id:
        return Named(part=part, person_id=block.person_id)
    head = f"p{block.number}-"
    said = _said(block, today, problems)
    _lengths(block.values, head, problems)
    try:
        check_days(said, on=today)
    except AlongsideError as error:
        name = "expected" if said.expected_on else "birth"
        problems.add(f"{head}{name}", f"{error.seen.partition(',')[0]}. {error.do}")
    if block.number in asked and not block.is_new:
        problems.add(f"{head}given", _("Say whether it is one of these people, or nobody of them"))
    return Named(part=part, said=said)


def _said(block: Block, today: date, problems: Problems) -> Said:
    values, head = block.values, f"p{block.number}-"
    birth_on, precision = _day(values.get("birth", ""), f"{head}birth", problems), "day"
    age = values.get("age", "")
    if birth_on is None and age:
        birth_on, precision = _about(age, f"{head}age", today, problems), "year"
    sex = values.get("sex", "")
    return Said(
        given_name=values.get("given", ""),
        family_name=values.get("family", ""),
        birth_on=birth_on,
        birth_precision=precision,
        expected_on=_day(values.get("expected", ""), f"{head}expected", problems),
        sex=sex if sex in SEXES else "",
        address=values.get("address", ""),
        phone=values.get("phone", ""),
        language=values.get("language", ""),
    )


def _about(age: str, name: str, today: date, problems: Problems) -> date | None:
    """The middle of the year in which somebody of about this age was born."""
    if not age.isdecimal() or int(age) > OLDEST:
        problems.add(name, _("Write the age in whole years, as 34"))
        return None
    return date(today.year - int(age), 1, 1)


def _day(text: str, name: str, problems: Problems) -> date | None:
    """A day as 2019-03-12, or as people here write it: 12/3/2019."""
    if not text:
        return None
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    first = not current_agency().file.jurisdiction.lower().startswith("us")
    found = found or read_query(text, day_first=first).birth_on
    if found is None:
        problems.add(name, _("Write the day as 2019-03-12"))
    return found


def _past_day(text: str, name: str, today: date, problems: Problems) -> date | None:
    day = _day(text, name, problems)
    if day is not None and day > today:
        problems.add(name, _("This day has not come yet"))
    return day


def _lengths(values: Mapping[str, str], head: str, problems: Problems) -> None:
    for name, most in MOST_LETTERS.items():
        if len(values.get(name, "")) > most:
            problems.add(f"{head}{name}", _("At most %(n)s letters, please") % {"n": most})


def _reporter(plain: Mapping[str, str]) -> Reporter:
    return Reporter(
        name=plain.get("reporter_name", "").strip(),
        relation=plain.get("reporter_relation", "").strip(),
        contact=plain.get("reporter_contact", "").strip(),
        wants_no_name=plain.get("reporter_unnamed") == "yes",
    )
