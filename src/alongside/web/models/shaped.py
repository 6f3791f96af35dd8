"""The shapes that a person edited, with her reason, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.agency import ModelFile
from alongside.agency.model_file import Aggregate, FeatureEntry, ShapeEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """One edited shape."""

    says: str
    by: str
    reason: str


def shapes_of(file: ModelFile) -> tuple[Shaped, ...]:
    """Every shape of the file that somebody edited."""
    features = {feature.name: feature for feature in file.feature}
    return tuple(
        Shaped(says=_says(shape, features[shape.feature]), by=shape.by, reason=shape.reason)
        for shape in file.shape
    )


def _says(shape: ShapeEntry, feature: FeatureEntry) -> str:
    fact = {"fact": fact_words(feature)}
    if shape.monotone == "up":
        return _("The estimate may only rise with %(fact)s.") % fact
    if shape.monotone == "down":
        return _("The estimate may only fall with %(fact)s.") % fact
    if shape.points:
        return _("The line for %(fact)s was drawn by hand, through %(n)s points.") % (
            fact | {"n": len(shape.points)}
        )
    return _("From %(value)g on, a larger value changes nothing: %(fact)s.") % (
        fact | {"value": shape.flat_from}
    )


def fact_words(feature: FeatureEntry) -> str:
    """A feature without its number: *the number of moves in the last year*, *age*."""
    if feature.aggregate is Aggregate.AGE:
        return _("age")
    if feature.says.startswith("{n} "):
        return _("the number of %(of)s") % {"of": feature.says.removeprefix("{n} ")}
    return feature.name.replace("_", " ")
