"""Each source on one card: how fresh, what the last run read, what it feeds, who may use it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.agency import Agency, SourceFile
from alongside.web.people.words import DateWords
from alongside.web.publishing.models import ReceiptRow, RunRow
from alongside.web.sources.feeds import Feed, feeds_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """What the last run read from one table."""

    table: str
    when: str
    read: int
    accepted: int
    changed: int
    rejected: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCard:
    """One source."""

    name: str
    title: str
    owner: str
    lane: str
    received: str  # when, in words; empty: never
    freshness: str
    is_late: bool
    tables: tuple[TableLine, ...]
    feeds: tuple[Feed, ...]
    left_out: tuple[tuple[str, str], ...]  # files that are not read on purpose, and why

    @property
    def rejected(self) -> int:
        """Rows that the last runs put aside."""
        return sum(line.rejected for line in self.tables)


def source_cards(agency: Agency, say: DateWords, *, now: datetime) -> list[SourceCard]:
    """Every source of the agency folder, by title."""
    received = dict(
        ReceiptRow.objects.values_list("source").annotate(last=Max("received_at")).order_by()
    )
    runs = _last_runs()
    cards = [
        _card(name, source, agency, received.get(name), runs.get(name, []), say, now)
        for name, source in agency.sources.items()
    ]
    return sorted(cards, key=lambda card: card.title.casefold())


def _last_runs() -> dict[str, list[RunRow]]:
    """The newest run of each table of each source."""
    newest = RunRow.objects.values("source", "table_name").annotate(last=Max("at"))
    last = {(row["source"], row["table_name"]): row["last"] for row in newest}
    runs: dict[str, list[RunRow]] = {}
    if last:
        for run in RunRow.objects.filter(at__in=set(last.values())).order_by("table_name"):
            if last.get((run.source, run.table_name)) == run.at:
                runs.setdefault(run.source, []).append(run)
    return runs


def _card(
    name: str,
    source: SourceFile,
    agency: Agency,
    received_at: datetime | None,
    runs: Iterable[RunRow],
    say: DateWords,
    now: datetime,
) -> SourceCard:
    age = (say.local(now) - say.local(received_at)).days if received_at else None
    return SourceCard(
        name=name,
        title=source.title,
        owner=source.owner,
        lane=source.lane,
        received=_at(received_at, say) if received_at else "",
        freshness=freshness_words(age),
        is_late=age is None or age > source.fresh_days,
        tables=tuple(_line(run, say) for run in runs),
        feeds=tuple(feeds_of(source, agency)),
        left_out=tuple(source.left_out.items()),
    )


def freshness_words(age_days: int | None) -> str:
    """How old what we know is."""
    if age_days is None:
        return _("Nothing was received yet")
    if age_days <= 0:
        return _("Received today")
    return ngettext("%(n)s day old", "%(n)s days old", age_days) % {"n": age_days}


def _line(run: RunRow, say: DateWords) -> TableLine:
    return TableLine(
        table=run.table_name.replace("_", " "),
        when=_at(run.at, say),
        read=run.read,
        accepted=run.accepted,
        changed=run.changed,
        rejected=run.rejected,
        note=run.note,
    )


def _at(instant: datetime, say: DateWords) -> str:
    return f"{say.day(say.local(instant))}, {say.time(instant)}"
