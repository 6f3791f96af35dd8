"""Which column is what: headings and values together, with how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.sources.suggest.profile import Profile
from alongside.sources.suggest.words import (
    FHIR_PATHS,
    FHIR_PERSON_PATHS,
    FREE_TEXT_WORDS,
    KEY_WORDS,
    NOT_THE_ROLE,
    PERSON_NOUNS,
    ROLE_WORDS,
    TRAIT_WORDS,
    heading_score,
    plain_words,
)

SURE_ENOUGH = 0.5  # below this a column gets no role, only a comment

# What the values of a role may look like; another kind lowers the confidence.
ROLE_KINDS: dict[str, frozenset[str]] = {
    "given_name": frozenset({"name", "code"}),
    "family_name": frozenset({"name", "code"}),
    "full_name": frozenset({"name"}),
    "birth_on": frozenset({"date"}),
    "died_on": frozenset({"date", "empty"}),
    "happened": frozenset({"date"}),
    "until": frozenset({"date", "empty"}),
    "known": frozenset({"date"}),
    "sex": frozenset({"code", "name", "number", "yes/no", "id"}),
    "address": frozenset({"address", "name", "code", "free text", "id"}),
    "postcode": frozenset({"id", "code", "number", "name"}),
    "place": frozenset({"name", "code"}),
    "phone": frozenset({"phone", "id", "number"}),
    "email": frozenset({"email"}),
    "id_number": frozenset({"id", "number", "phone", "code"}),
    "language": frozenset({"code", "name", "number"}),
    "sealed": frozenset({"yes/no"}),
    "address_protected": frozenset({"yes/no"}),
    "key": frozenset({"id", "number", "code", "name"}),
}
_MEANS_PEOPLE_WORK_HERE = frozenset(
    {"worker", "staff", "doctor", "teacher", "practitioner", "entry"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGuess:
    """One column: its kind, its role or trait if any, how sure, and why."""

    profile: Profile
    role: str | None = None
    trait: str | None = None
    confidence: float = 0.0
    why: str = ""

    @property
    def name(self) -> str:
        """The heading."""
        return self.profile.name


def guess_roles(profiles: Sequence[Profile], *, is_fhir: bool = False) -> list[ColumnGuess]:
    """Give each column the role that fits best; a role is given once."""
    offers = sorted(
        (
            (confidence, -place, role)
            for place, profile in enumerate(profiles)
            for role, confidence in (_fhir_offers(profile) if is_fhir else _offers(profile))
        ),
        reverse=True,
    )
    given: dict[int, tuple[str, float]] = {}
    for confidence, minus_place, role in offers:
        if -minus_place not in given and role not in {taken for taken, _ in given.values()}:
            given[-minus_place] = (role, confidence)
    return [_guess(profile, given.get(place)) for place, profile in enumerate(profiles)]


def _fhir_offers(profile: Profile) -> list[tuple[str, float]]:
    if profile.name in FHIR_PERSON_PATHS:
        return [("key", 0.99)]
    role = FHIR_PATHS.get(profile.name)
    return [(role, 0.98)] if role else []


def _offers(profile: Profile) -> list[tuple[str, float]]:
    if set(plain_words(profile.name).split()) & _MEANS_PEOPLE_WORK_HERE:
        return []
    if _trait(profile) is not None:
        return []
    scored = ((role, _confidence(profile, role)) for role in ROLE_WORDS)
    return [(role, confidence) for role, confidence in scored if confidence >= SURE_ENOUGH]


def _confidence(profile: Profile, role: str) -> float:
    heading = heading_score(profile.name, ROLE_WORDS[role])
    fits = profile.kind in ROLE_KINDS[role]
    if set(plain_words(profile.name).split()) & NOT_THE_ROLE.get(role, frozenset()):
        return 0.0
    if role == "key":
        return heading * _key_factor(profile) if fits else 0.0
    if heading:
        return heading * (0.95 if fits else 0.4)
    return 0.6 if profile.kind == "email" and role == "email" else 0.0


def is_unique(profile: Profile) -> bool:
    """Whether every row has a value of its own."""
    return profile.distinct == 1.0 and profile.filled == 1.0


def event_key(guesses: Sequence[ColumnGuess]) -> ColumnGuess | None:
    """A unique key beside the person's: it makes an event correctable."""
    return next(
        (
            guess
            for guess in guesses
            if guess.role is None
            and is_unique(guess.profile)
            and guess.profile.kind in ("id", "number")
            and set(plain_words(guess.name).split()) & KEY_WORDS
        ),
        None,
    )


def _key_factor(profile: Profile) -> float:
    words = set(plain_words(profile.name).split())
    if words & PERSON_NOUNS or words <= KEY_WORDS:
        return 0.97 if is_unique(profile) else 0.85
    return 0.78 if is_unique(profile) else 0.7


def _trait(profile: Profile) -> tuple[str, float] | None:
    scores = {trait: heading_score(profile.name, words) for trait, words in TRAIT_WORDS.items()}
    best = max(scores, key=lambda trait: scores[trait])
    return (best, scores[best]) if scores[best] >= 0.7 else None


def _guess(profile: Profile, given: tuple[str, float] | None) -> ColumnGuess:
    trait = _trait(profile)
    if trait is not None:
        return ColumnGuess(
            profile=profile, trait=trait[0], confidence=trait[1], why="the heading names it"
        )
    if given is None:
        return ColumnGuess(profile=profile, why=_why_none(profile))
    role, confidence = given
    fits = profile.kind in ROLE_KINDS[role]
    why = f"heading and {profile.kind} values" if fits else f"heading only; values: {profile.kind}"
    return ColumnGuess(profile=profile, role=role, confidence=round(confidence, 2), why=why)


def _why_none(profile: Profile) -> str:
    if is_free_text(profile):
        return "free text: it may name other people"
    return f"{profile.kind} values, no heading that we know"


def is_free_text(profile: Profile) -> bool:
    """Whether a column may hold what somebody wrote about people."""
    words = set(plain_words(profile.name).split())
    return profile.kind == "free text" or (
        bool(words & set(FREE_TEXT_WORDS)) and profile.kind in ("name", "address", "free text")
    )
