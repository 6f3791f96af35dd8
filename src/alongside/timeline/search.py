"""Find people by a misspelt name: keys that survive mistakes, then likeness.

A name is indexed by the sound, the beginning and the end of each of its words, and by the birth
date. A query meets every name that shares a key; :func:`likeness` puts them in order.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_DATE = re.compile(r"\b(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})\b")
MAX_WORDS = 6  # of one name or query: a name of 300 characters must not fill the index


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What was typed: words in plain letters, and a birth date if there was one."""

    words: tuple[str, ...]
    birth_on: date | None = None


def read_query(text: str, *, day_first: bool = True) -> Query:
    """Split what was typed into words and a date (ISO, or day and month in the local order)."""
    birth_on = None
    match = _DATE.search(text)
    if match:
        birth_on = _date(*(int(part) for part in match.groups()), day_first=day_first)
        text = text[: match.start()] + " " + text[match.end() :]
    return Query(words=plain_words(text), birth_on=birth_on)


def plain_words(text: str) -> tuple[str, ...]:
    """Words in small letters without accents, at most six."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return tuple(_WORD.findall(text.casefold()))[:MAX_WORDS]


def name_keys(given_name: str, family_name: str, birth_on: date | None) -> frozenset[int]:
    """The keys under which a name is kept (63-bit integers)."""
    words = (*plain_words(given_name), *plain_words(family_name))
    keys = {key for word in words for key in _word_keys(word)}
    if birth_on is not None:
        keys.add(_key(f"d:{birth_on.isoformat()}"))
    return frozenset(keys)


def query_keys(query: Query) -> frozenset[int]:
    """The keys under which names for this query are looked up."""
    keys = {key for word in query.words for key in _word_keys(word)}
    for day in (query.birth_on, _swapped(query.birth_on)):
        if day is not None:
            keys.add(_key(f"d:{day.isoformat()}"))
    return frozenset(keys)


def likeness(query: Query, given_name: str, family_name: str, birth_on: date | None) -> float:
    """How alike, from 0 to 1: the mean of each word's best Jaro-Winkler likeness.

    Exact words count fully; a birth date that was asked for and agrees lifts, one that differs
    lowers. Source: W. E. Winkler, *String comparator metrics*, 1990.
    """
    from jellyfish import jaro_winkler_similarity

    words = (*plain_words(given_name), *plain_words(family_name))
    if not query.words:
        return _same_day(query.birth_on, birth_on)
    if not words:
        return 0.0
    best = [max(jaro_winkler_similarity(asked, word) for word in words) for asked in query.words]
    score = sum(best) / len(best)
    if query.birth_on is None or birth_on is None:
        return score
    same = _same_day(query.birth_on, birth_on)
    return min(1.0, score + 0.1 * same) if same else score * 0.8


@lru_cache(maxsize=200_000)
def _word_keys(word: str) -> tuple[int, ...]:
    from jellyfish import metaphone

    sound = metaphone(word) if word.isascii() else word
    texts = [f"s:{sound or word}", f"p:{word[:3]}"]
    if len(word) > 3:
        texts.append(f"e:{word[-3:]}")
    return tuple(_key(text) for text in texts)


def _key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def _same_day(asked: date | None, born: date | None) -> float:
    """1 for the same day, 0.9 with day and month swapped, else 0."""
    if asked is None or born is None:
        return 0.0
    return 1.0 if asked == born else 0.9 if _swapped(asked) == born else 0.0


def _swapped(day: date | None) -> date | None:
    """Day and month the other way round, where that is another day."""
    if day is None or day.day > 12 or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


def _date(first: int, second: int, third: int, *, day_first: bool) -> date | None:
    if first > 31:
        year, month, day = first, second, third
    else:
        day, month = (first, second) if day_first else (second, first)
        year = third
    if year < 100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
