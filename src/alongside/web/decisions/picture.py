"""An estimate with its range and the usual rate on one line, as an SVG."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from alongside.web.decisions.sums import Sums

LEFT, LENGTH, WIDTH = 24, 500, 548
NARROWEST = 6  # of the range, so that it is seen
AWAY = 16  # of a number from the estimate's


def draw_estimate(sums: Sums) -> SafeString:
    """The line from 0 to 100; the same numbers stand in the sentence above it."""
    at, base = _place(sums.estimate), _place(sums.base)
    low, high = _place(sums.low), _place(sums.high)
    wide = max(high - low, NARROWEST)
    return format_html(
        '<svg class="chart estimate" viewBox="0 0 {} 92" role="img" aria-label="{}">'
        '<rect class="lane" x="{}" y="38" width="{}" height="14" rx="7"/>'
        '<rect class="sys range" x="{}" y="34" width="{}" height="22" rx="6"/>'
        '<line class="sys mark" x1="{}" x2="{}" y1="30" y2="60"/>'
        '<text class="syst b" x="{}" y="21" text-anchor="middle" font-size="17">{}</text>'
        '<text class="t2" x="{}" y="21" text-anchor="end" font-size="14">{}</text>'
        '<text class="t2" x="{}" y="21" text-anchor="start" font-size="14">{}</text>'
        '<path class="ink" d="M{} 56l6 10h-12z"/>{}</svg>',
        WIDTH,
        _sentence(sums),
        LEFT,
        LENGTH,
        round((low + high - wide) / 2, 1),
        round(wide, 1),
        at,
        at,
        at,
        sums.estimate,
        min(low, at - AWAY),
        sums.low,
        max(high, at + AWAY),
        sums.high,
        base,
        _scale(sums, base),
    )


def _place(number: int) -> float:
    return round(LEFT + LENGTH * number / 100, 1)


def _scale(sums: Sums, base: float) -> SafeString:
    """The usual rate, and the ends of the line where it leaves room for them."""
    parts = [
        (base, "start" if base < 60 else "middle", _("all: %(n)s") % {"n": sums.says_base}, "")
    ]
    if base > LEFT + 50:
        parts.append((LEFT, "middle", "0", "t2"))
    if base < LEFT + LENGTH - 130:
        end = _("100 of 100")
        parts.append((LEFT + LENGTH, "end", end, "t2"))
    texts = [
        format_html('<text class="{}" x="{}" y="82" text-anchor="{}" font-size="14">{}</text>',
                    colour, x, anchor, text)
        for x, anchor, text, colour in parts
    ]  # fmt: skip
    return SafeString("".join(texts))


def _sentence(sums: Sums) -> str:
    return _(
        "On a line from 0 to 100: the estimate is %(estimate)s, the range %(range)s, "
        "and the rate for all %(base)s."
    ) % {
        "estimate": sums.says_estimate,
        "range": sums.says_range,
        "base": sums.says_base,
    }
