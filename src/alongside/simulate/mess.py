"""How a name is written down wrongly: typing, hearing, spelling, shortening, guessing."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Text = NDArray[np.object_]

_LETTERS = "etaoinsrhldcumfpgwybvk"
_NOT_FOLDED = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae"})

# spellings that clerks choose between when they write a name from another alphabet or language
SPELLINGS = (
    ("Mohammed", "Muhammad"),
    ("Youssef", "Yusuf"),
    ("Hussein", "Hussain"),
    ("Fatima", "Fatma"),
    ("Aisha", "Ayesha"),
    ("Omar", "Umar"),
    ("kh", "h"),
    ("ou", "u"),
    ("chenko", "čenko"),
    ("ski", "sky"),
    ("cz", "ch"),
    ("sz", "sh"),
    ("Yu", "Iu"),
    ("Al-", "Al "),
    ("Zh", "J"),
    ("Nguyen", "Nguyễn"),
    ("Tran", "Trần"),
    ("ph", "f"),
    ("ei", "ie"),
    ("z", "s"),
    ("k", "c"),
    ("y", "i"),
)


def fold(text: str) -> str:
    """The text without accents."""
    plain = unicodedata.normalize("NFD", text.translate(_NOT_FOLDED))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def respell(text: str) -> str:
    """The text in the first other spelling that fits, or the same."""
    for one, other in SPELLINGS:
        if one in text:
            return text.replace(one, other, 1)
    return text


def typo(text: str, kind: int, place: float, letter: int) -> str:
    """One slip of the fingers: 0 swaps two letters, 1 loses, 2 doubles, 3 replaces one."""
    if len(text) < 3:
        return text
    at = 1 + int(place * (len(text) - 2))
    if kind == 0:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at] + text[at:]
    return text[:at] + _LETTERS[letter % len(_LETTERS)] + text[at + 1 :]


def half(text: str) -> str:
    """The first part of a double name."""
    return text.replace("-", " ").split(" ")[0] if not text.startswith("Al") else text


@cache
def _nicknamer() -> Any:
    from nicknames import NickNamer

    return NickNamer()


@cache
def short_forms(given: str) -> tuple[str, ...]:
    """Nicknames of an English given name, sorted; none for a name without one."""
    return tuple(sorted(name.capitalize() for name in _nicknamer().nicknames_of(given)))


def nickname(text: str, place: float) -> str:
    """A short form of a given name, or the name itself."""
    forms = short_forms(text)
    return forms[int(place * len(forms))] if forms else text


def type_wrongly(texts: Text, rows: NDArray[np.int64], rng: np.random.Generator) -> None:
    """Put one slip into each of the rows, in place."""
    kinds = rng.integers(0, 4, size=len(rows)).tolist()
    places = rng.random(len(rows)).tolist()
    letters = rng.integers(0, len(_LETTERS), size=len(rows)).tolist()
    for row, kind, place, letter in zip(rows.tolist(), kinds, places, letters, strict=True):
        texts[row] = typo(texts[row], kind, place, letter)


def shorten(texts: Text, rows: NDArray[np.int64], rng: np.random.Generator) -> None:
    """Write nicknames into the rows whose name has one, in place."""
    places = rng.random(len(rows)).tolist()
    for row, place in zip(rows.tolist(), places, strict=True):
        texts[row] = nickname(texts[row], place)
