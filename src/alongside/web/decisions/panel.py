"""What the advice panel says, in sentences and whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.risk.wording import estimate_sentence
from alongside.web.agency import current_agency
from alongside.web.decisions.advice import Opened
from alongside.web.decisions.basis import Basis, read_basis
from alongside.web.decisions.erring import errs_for
from alongside.web.decisions.help_offered import Changeable, context_of, help_for
from alongside.web.decisions.helped_before import helped_before
from alongside.web.decisions.picture import draw_estimate
from alongside.web.decisions.points import Point
from alongside.web.decisions.sums import Sums, add_up
from alongside.web.models.models import ModelVersion
from alongside.web.people.wordings import Wordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Everything the template writes; without ``sums`` the model abstains and says why."""

    title: str
    name: str
    version: int
    as_of: str
    counts: str
    label: str
    abstains: tuple[str, ...]
    cannot_know: tuple[str, ...]
    stands_for: str
    mismatch: str
    basis: Basis
    newest: str
    came_since: str
    sentence: str = ""  # as the command line reads it aloud
    sums: Sums | None = None
    picture: SafeString | None = None
    adds_up: str = ""
    changeable: tuple[Changeable, ...] = ()
    context: tuple[str, ...] = ()
    errs: tuple[str, ...] = ()


def make_panel(point: Point, opened: Opened) -> Panel:
    """The panel for advice that this worker has opened."""
    advice, model = opened.advice, opened.answer.model
    agency, say = current_agency(), point.opening.say()
    basis = read_basis(
        point,
        as_of_on=advice.as_of_on,
        needs_sources=model.use.needs_sources,
        words=Wordings(agency),
    )
    sums = None if advice.abstains else add_up(advice)
    return Panel(
        title=model.about.title,
        name=advice.model,
        version=advice.version,
        as_of=say.full(advice.as_of_on),
        counts=model.about.counts,
        label=model.about.label_says,
        abstains=advice.abstains,
        cannot_know=model.about.cannot_know,
        stands_for=model.about.stands_for,
        mismatch=model.about.mismatch,
        basis=basis,
        newest=say.day(basis.newest_on) if basis.newest_on else "",
        came_since=_came_since(basis.came_since),
        sentence=estimate_sentence(advice, model.about),
        sums=sums,
        picture=draw_estimate(sums) if sums else None,
        adds_up=_adds_up(sums) if sums else "",
        changeable=tuple(_help(opened)) if sums else (),
        context=tuple(context_of(advice.reasons, agency.help)) if sums else (),
        errs=tuple(_errs(point, opened)) if sums else (),
    )


def _help(opened: Opened) -> list[Changeable]:
    """What could be otherwise, with what came after each support in like cases."""
    advice, model = opened.advice, opened.answer.model
    before = helped_before(model.helped, advice.estimate or 0.0, label=model.about.label_says)
    return help_for(advice.reasons, current_agency().help, before=before)


def _errs(point: Point, opened: Opened) -> list[str]:
    """How often the model errs for people like this one."""
    served = opened.answer.served
    card = ModelVersion.objects.filter(name=served.name, version=served.version)
    text = card.values_list("card", flat=True).first() or ""
    return errs_for(text, point.opening.person.head(), on=opened.advice.as_of_on)


def _adds_up(sums: Sums) -> str:
    words: dict[str, object] = {
        "base": sums.base,
        "up": sums.up,
        "down": sums.down,
        "rest": abs(sums.rest),
        "estimate": sums.estimate,
    }
    rest = _("%(rest)s up") if sums.rest >= 0 else _("%(rest)s down")
    words["rest"] = rest % words
    return (
        _(
            "In numbers of 100. It adds up: %(base)s for all, %(up)s up, %(down)s down, and "
            "%(rest)s from everything else make %(estimate)s."
        )
        % words
    )


def _came_since(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(n)s entry of the record came after that day; it is not in it.",
        "%(n)s entries of the record came after that day; they are not in it.",
        count,
    ) % {"n": count}
