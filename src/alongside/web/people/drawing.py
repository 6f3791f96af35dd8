"""Draw a placed picture as SVG: no script, colours by class, readable on paper.

The text is put together here and not in a template because a page holds hundreds of marks;
whatever a record says is escaped on its way in.
"""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alongside.web.people.picture import LEFT, RIGHT, Bar, Dot, Label, Lane, Picture, Tick, cut
from alongside.web.people.words import DateWords

NAME_LETTERS, CAPTION_LETTERS = 13, 15  # of a lane's name and what is in it, in the margin


def draw(picture: Picture, say: DateWords, *, sentence: str, today_word: str) -> SafeString:
    """The whole picture; ``sentence`` is what a screen reader hears instead of it."""
    bottom = picture.height - 26
    parts = [
        f'<svg class="chart" viewBox="0 0 1000 {picture.height:.0f}" role="img"'
        f' aria-label="{escape(sentence)}">',
        *(_tick(tick, bottom, say) for tick in picture.ticks),
        *(_lane(lane) for lane in picture.lanes),
        _today(picture.today_x, bottom, today_word),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every text in it was escaped


def picture_sentence(picture: Picture, say: DateWords, name: str) -> str:
    """What the picture shows, in one sentence."""
    lanes = ", ".join(lane.name for lane in picture.lanes)
    return _(
        "Timeline of %(name)s from %(first)s to %(last)s. Lanes: %(lanes)s. "
        "The same events are listed in the table below."
    ) % {
        "name": name,
        "first": say.full(picture.window.first),
        "last": say.full(picture.window.last),
        "lanes": lanes,
    }


def _tick(tick: Tick, bottom: float, say: DateWords) -> str:
    kind, text_class = ("axis", "t2 b") if tick.is_year else ("grid", "t2")
    text = str(tick.on.year) if tick.is_year else say.months[tick.on.month]
    anchor = "start" if tick.x < LEFT + 20 else "end" if tick.x > RIGHT - 20 else "middle"
    return (
        f'<line class="{kind}" x1="{tick.x:.1f}" x2="{tick.x:.1f}" y1="28" y2="{bottom:.0f}"/>'
        f'<text class="{text_class}" x="{tick.x:.1f}" y="{bottom + 20:.0f}"'
        f' text-anchor="{anchor}">{escape(text)}</text>'
    )


def _lane(lane: Lane) -> str:
    name = cut(lane.name, NAME_LETTERS)
    middle = lane.y + lane.height / 2 + (-2 if lane.caption else 5)
    parts = [
        f'<rect class="lane" x="{LEFT}" y="{lane.y}" width="{RIGHT - LEFT}"'
        f' height="{lane.height}" rx="6"/>'
        f'<text class="b" x="0" y="{middle:.1f}">{escape(name)}</text>'
    ]
    if lane.caption:
        caption = cut(lane.caption, CAPTION_LETTERS)
        parts.append(f'<text class="t2" x="0" y="{middle + 17:.1f}">{escape(caption)}</text>')
    parts += [_bar(bar, lane.hue) for bar in lane.bars]
    # tails first, so that no dot lies under the tail of another
    parts += [_tail(dot) for dot in lane.dots if dot.tail_x is not None]
    parts += [_dot(dot, lane.hue) for dot in lane.dots]
    return "".join(parts)


def _bar(bar: Bar, hue: int) -> str:
    return (
        f'<rect class="k{hue} span" x="{bar.x:.1f}" y="{bar.y}" width="{bar.width:.1f}"'
        f' height="24" rx="4"><title>{escape(bar.title)}</title></rect>{_label(bar.label)}'
    )


def _dot(dot: Dot, hue: int) -> str:
    kind = "inkline open" if dot.ring else f"k{hue}"
    return (
        f'<circle class="{kind} dot" cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="6.5">'
        f"<title>{escape(dot.title)}</title></circle>{_label(dot.label)}"
    )


def _tail(dot: Dot) -> str:
    return (
        f'<path class="inkline tail" d="M{dot.x + 8:.1f} {dot.y:.1f}H{dot.tail_x:.1f}"/>'
        f'<path class="inkline stop" d="M{dot.tail_x:.1f} {dot.y - 7:.1f}v14"/>'
    )


def _label(label: Label | None) -> str:
    if label is None:
        return ""
    anchor = ' text-anchor="end"' if label.before else ""
    return f'<text x="{label.x:.1f}" y="{label.y:.1f}"{anchor}>{escape(label.text)}</text>'


def _today(x: float, bottom: float, word: str) -> str:
    anchor = "end" if x > RIGHT - 30 else "start" if x < LEFT + 30 else "middle"
    return (
        f'<path class="inkline stop" d="M{x:.1f} 22V{bottom:.0f}"/>'
        f'<text class="b" x="{x:.1f}" y="15" text-anchor="{anchor}">{escape(word)}</text>'
    )
