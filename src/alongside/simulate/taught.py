"""The model that the demo shows, learnt from a bigger made-up county than a demo can wait for.

A few thousand people hold too few confirmed harms to learn from, and a model that is no better than
a coin would be a bad example. ``python -m benchmarks.teach`` makes the two files anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

NAME = "harm_confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A model and its card, as training left them; ``model_text`` is the file it was taught by."""

    name: str
    model_text: str
    released: bytes
    card: str


def taught() -> Taught:
    """The model of the demo."""
    room = files("alongside.simulate")
    kept = room.joinpath("taught")
    return Taught(
        name=NAME,
        model_text=room.joinpath("models", f"{NAME}.toml").read_text(encoding="utf-8"),
        released=kept.joinpath(f"{NAME}.released.json").read_bytes(),
        card=kept.joinpath(f"{NAME}.card.json").read_text(encoding="utf-8"),
    )
