"""The reference of clocks: keys by hand, the shipped rules from their files.

``python -m tests.docs.jurisdictions`` writes the page anew.
"""

# ruff: noqa: E501 - rows of tables

from __future__ import annotations

from pathlib import Path

from alongside.agency.folder import shipped_jurisdiction, shipped_jurisdictions
from alongside.agency.jurisdiction_file import JurisdictionFile
from alongside.cli.clocks import lengths
from alongside.governance.clocks import ClockRule

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "jurisdictions.md"
HEAD = """\
# Jurisdictions: clocks and working days

Written by `python -m tests.docs.jurisdictions`; a test fails when it is out of date.

What the law and the agency want by when stands in one file for each jurisdiction. `jurisdiction` in
[`agency.toml`](agency-folder.md) names it. Three come with the program; a file `jurisdictions/NAME.toml` in the agency folder
takes the place of the shipped one of that name, or adds one. A step by step guide: [write a clock rule](../how-to/write-a-clock-rule.md).

**These rules are no legal advice.** `checked_on` is the day on which somebody compared a rule with published texts of its source, as
far as they could be read; the rules of the example from the United States are made up where they say so. An agency checks each rule
with its own lawyers before it relies on it, and sets the date anew.

## How time is counted

- The day on which a clock starts is not counted. Days, working days and months end at the very end of the local day, hours to the
  minute; a night of 23 or 25 hours is as long as it is. What is missing in a month is its last day: six months from 31 August is 28 February.
- Working days leave out the weekend and the public holidays of the place, as the `holidays` library knows them, those moved
  from a weekend included.
- The first start counts; a start while the clock runs changes nothing. What is written down late counts from when it happened.
- A pause holds a clock: a local day counts when the clock is running at its end, hours count to the instant. While it is
  paused, nothing is late. A pause that begins after the end changes nothing.
- Closing a case ends each of its clocks. Opening it again starts those that start with `case_reopened`.
- *15 of the last 22 months* counts nights inside spells (`starts` to `ends`). Laid end to end before a day, they have to reach over
  15 calendar months; nights that the window of 22 months has left behind do not count, nor those before the last stop.

## The top of `jurisdictions/NAME.toml`

| key | means | default |
|---|---|---|
| `title` | What the pages call it: *by the rules for England* | needed |
| `like` | A shipped jurisdiction whose rules and working days hold where this file says nothing else | none |
| `without` | Rules of `like` that do not hold here | `[]` |
| `working_days` | Which days are working days, see below | Monday to Friday, no holidays |
| `rule` | Table of rules by name, see below | none |

## `[working_days]`

| key | means | default |
|---|---|---|
| `country` | Code of the country in the `holidays` library: `GB`, `US` | none: no public holidays |
| `subdivision` | Code of the part of the country: `ENG`, `WLS`, `NY` | the whole country |
| `weekend` | Days of the week on which nobody works | `["saturday", "sunday"]` |
| `closed` | Days off beside the public holidays: `[2026-12-24]` | `[]` |
| `open` | Days on which the agency works all the same | `[]` |

## `[rule.NAME]`

| key | means | default |
|---|---|---|
| `says` | What has to be done, as a worklist says it: *Finish the assessment* | needed |
| `starts` | [Kinds of step](case-states.md#steps-of-a-case) that start the clock | needed |
| `stops` | Kinds of step that it waits for. A rule that can never stop is refused | needed |
| `within` | How long it may take: `"24 hours"`, `"10 days"`, `"4 weeks"`, `"45 working days"`, `"6 months"` | needed |
| `then` | How long each later round may take, from the stop of the one before: `"6 months"`, or `["3 months", "6 months"]`, the last again and again. Needs `ends` | it comes once |
| `ends` | Kinds of step after which the rule is over: `["placement_ended"]` | `[]`; closing the case always |
| `pauses` | Kinds of step that hold the clock. Needs `resumes` | `[]` |
| `resumes` | Kinds of step after which it goes on | `[]` |
| `of_last_months` | Count the time inside spells within so many months; `within` is in months then. Needs `ends` | the clock runs through |
| `each_person` | `true`: a clock for each person whom the starting step concerns, stopped by steps that concern her | `false` |
| `warn` | So long before its end it is soon | `"0 days"`: on its last day |
| `source` | Law, regulation or guidance, with its paragraph | needed |
| `url` | Where that can be read | none |
| `checked_on` | When somebody last compared the two | needed |
"""


def page() -> str:
    """The whole page."""
    shipped = "".join(_section(name) for name in shipped_jurisdictions())
    return HEAD + "\n## What is shipped\n" + shipped


def _section(name: str) -> str:
    file = shipped_jurisdiction(name)
    rows = "".join(_row(rule, file) for rule in file.rules)
    days = file.working_days
    place = " ".join((days.country, days.subdivision)).strip() if days else "no public holidays"
    return (
        f"\n### `{name}.toml`: {file.title}\n\nWorking days: Monday to Friday without the public holidays of "
        f"`{place}`.\n\n| rule | wants | from | until | source, checked on |\n|---|---|---|---|---|\n{rows}"
    )


def _row(rule: ClockRule, file: JurisdictionFile) -> str:
    source = f"[{rule.source}]({rule.url})" if rule.url else rule.source
    wants = f"{rule.says}: {lengths(rule)}{', for each person' if rule.each_person else ''}"
    from_, until = _kinds(rule.starts), _kinds(rule.stops)
    return f"| `{rule.name}` | {wants} | {from_} | {until} | {source}, {rule.checked_on} |\n"


def _kinds(kinds: frozenset[str]) -> str:
    return ", ".join(f"`{kind}`" for kind in sorted(kinds))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
