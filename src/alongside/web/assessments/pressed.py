"""Which button of a form was pressed, beside saving."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from alongside.forms.places import MOST_ROWS, Place, places_of, repeats_as_group, rows_of
from alongside.web.assessments.filling import as_answers
from alongside.web.assessments.models import FilledRow
from alongside.web.assessments.nodes import dom_id
from alongside.web.assessments.offering import Offers
from alongside.web.assessments.typed import Typed
from alongside.web.assessments.versions import form_of
from alongside.web.cases.opening import OpenedCase

BUTTONS = ("use", "more", "clear", "mine", "theirs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """The key of the place whose button it was, if it was one; each is empty otherwise."""

    use: str = ""  # take what the record holds
    more: str = ""  # one more row of a group
    clear: str = ""  # take an answer back
    mine: str = ""  # my words stand, having read a colleague's
    theirs: str = ""  # hers stand
    finish: bool = False
    read: int = 0  # the revision of a colleague's words that were read

    @property
    def anchor(self) -> str:
        """Where the page goes on."""
        key = self.use or self.more or self.clear or self.mine or self.theirs
        return dom_id(key) if key else ""

    def prepare(self, opened: OpenedCase, row: FilledRow, typed: Typed) -> None:
        """Change what was typed as the button says."""
        if self.mine in typed.seen:
            typed.seen[self.mine] = min(self.read, row.revision)
        if self.theirs:
            _leave(typed, self.theirs)
        if self.clear:
            _write(typed, self.clear, ())
        if not (self.use or self.more):
            return
        places = {one.key: one for one in places_of(form_of(row), as_answers(row.answers))}
        if self.use in places and places[self.use].item.asked:
            offer = Offers(opened=opened, filled=row).at(places[self.use])
            if offer is not None:
                _write(typed, self.use, offer.values)
        if self.more in places and repeats_as_group(places[self.more].item):
            _write(typed, self.more, (_rows(places[self.more], row) + 1,))


def read_pressed(post: QueryDict) -> Pressed:
    """The button of a request; keeping one's own words tells that a colleague's were seen."""
    said = {name: post.get(name, "")[:400] for name in BUTTONS}
    read = post.get(f"read:{said['mine']}", "")
    number = int(read) if read.isascii() and read.isdigit() and len(read) < 9 else 0
    return Pressed(
        use=said["use"],
        more=said["more"],
        clear=said["clear"],
        mine=said["mine"],
        theirs=said["theirs"],
        finish="finish" in post,
        read=number,
    )


def _rows(place: Place, row: FilledRow) -> int:
    return min(rows_of(place.item, place.rows, as_answers(row.answers)), MOST_ROWS - 1)


def _write(typed: Typed, key: str, values: tuple[object, ...]) -> None:
    typed.answers[key] = values  # type: ignore[assignment]
    typed.faults.pop(key, None)
    typed.as_typed[key] = [str(one) for one in values]


def _leave(typed: Typed, key: str) -> None:
    typed.answers.pop(key, None)
    typed.faults.pop(key, None)
