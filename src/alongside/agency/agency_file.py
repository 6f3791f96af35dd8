"""``agency.toml``: who we are, where, and who may see what for which purpose."""

from __future__ import annotations

from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from alongside.core import Sensitivity
from alongside.privacy import DEFAULT_ROLES, Role, Verb

SensitivityName = Literal["ordinary", "sensitive", "restricted"]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]

JurisdictionName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]


def _known_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("a time zone of the IANA list, such as Europe/London")
    return value


class Strict(BaseModel):
    """Unknown keys are mistakes: a misspelt rule would otherwise be no rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RoleEntry(Strict):
    """One role: what it may do, for which purposes, up to which sensitivity."""

    verbs: tuple[Verb, ...]
    purposes: tuple[Name, ...] = Field(min_length=1)
    clearance: SensitivityName = "ordinary"


class SensitivityEntry(Strict):
    """How a level of sensitivity behaves when it is hidden from a reader."""

    say_hidden: bool = True  # False: the page looks as if there were nothing


class LinkageEntry(Strict):
    """How records are joined. The threshold is fixed here, never tuned on the truth."""

    threshold: float = Field(default=0.5, gt=0, lt=1)
    review_from: float = Field(default=0.2, gt=0, lt=1)  # borderline pairs go to people
    household_at_most: int = Field(default=12, ge=2)
    institutions: tuple[str, ...] = ()  # addresses that make no household

    @model_validator(mode="after")
    def _review_below_threshold(self) -> LinkageEntry:
        if self.review_from >= self.threshold:
            raise ValueError("review_from must lie below threshold, or nothing is ever reviewed")
        return self


class SealsEntry(Strict):
    """Lives that a source sealed (adoption, refuge, a worker's own family): who may open them."""

    named: tuple[str, ...] = ()  # e-mail addresses; empty: nobody until a supervisor names one


# how the work with a family can end, where the agency does not say it otherwise
OUTCOMES: dict[str, str] = {
    "looked_into": "We looked into it, and no help from us is needed",
    "goals_reached": "The family reached what was planned",
    "help_elsewhere": "Others help the family now",
    "permanent_home": "A child lives somewhere for good",
    "grown_up": "The young person is grown up",
    "moved_away": "The family moved away, and we told those who work there",
    "not_wanted": "The family does not want help, and nothing obliges them to",
    "died": "Somebody died",
}


class CaseEntry(Strict):
    """How a case ends here."""

    outcomes: dict[Name, str] = Field(default_factory=lambda: dict(OUTCOMES), min_length=1)
    closure_agreed: bool = True  # a supervisor agrees before a case is closed


PLACEMENTS = {
    "parents": "With parents, under an order",
    "kin": "With relatives or friends",
    "foster": "With a foster family",
    "residential": "In a residential home",
    "hospital": "In a hospital",
    "own": "On their own, with support",
}


class StorageEntry(Strict):
    """Where data are kept."""

    data: str = "data"  # folder, relative to the agency folder
    database_url_env: str = "ALONGSIDE_DATABASE_URL"  # unset: SQLite inside the data folder
    keep_generations: int = Field(default=2, ge=1)


class DocumentsEntry(Strict):
    """Which documents are taken."""

    max_mb: int = Field(default=25, ge=1, le=1000)  # millions of bytes
    clamd: str = ""  # where a scanner listens: a socket's path or host:port


class AgencyFile(Strict):
    """The whole of ``agency.toml``."""

    name: str = Field(min_length=1, max_length=120)
    jurisdiction: JurisdictionName = "us-example"
    time_zone: Annotated[str, AfterValidator(_known_zone)]
    languages: tuple[str, ...] = ("en",)
    purposes: dict[Name, str] = Field(min_length=1)  # name = what it means, in plain words
    roles: dict[Name, RoleEntry] = Field(default_factory=dict)  # empty: the built-in table
    sensitivity: dict[SensitivityName, SensitivityEntry] = Field(default_factory=dict)
    linkage: LinkageEntry = Field(default_factory=LinkageEntry)
    seals: SealsEntry = Field(default_factory=SealsEntry)
    placements: dict[Name, str] = Field(default_factory=lambda: dict(PLACEMENTS), min_length=1)
    case: CaseEntry = Field(default_factory=CaseEntry)
    storage: StorageEntry = Field(default_factory=StorageEntry)
    documents: DocumentsEntry = Field(default_factory=DocumentsEntry)
    advice: bool = True  # False: the system advises nobody, and everything else works
    demo: bool = False  # made-up people: sign-in without a second factor

    @model_validator(mode="after")
    def _purposes_are_declared(self) -> AgencyFile:
        for name, role in self.roles.items():
            for purpose in role.purposes:
                if purpose not in self.purposes:
                    raise ValueError(f"roles.{name}: purpose {purpose!r} is not under [purposes]")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The agency's time zone: days and clocks are local to it."""
        return ZoneInfo(self.time_zone)

    def role_table(self) -> dict[str, Role]:
        """The roles that hold here: the agency's own, or the built-in ones."""
        if not self.roles:
            return DEFAULT_ROLES
        return {
            name: Role(
                name=name,
                verbs=frozenset(entry.verbs),
                purposes=entry.purposes,
                clearance=Sensitivity[entry.clearance.upper()],
            )
            for name, entry in self.roles.items()
        }

    def says_hidden(self, level: Sensitivity) -> bool:
        """Whether a page may say that something of this level is hidden (restricted: no)."""
        default = SensitivityEntry(say_hidden=level is not Sensitivity.RESTRICTED)
        return self.sensitivity.get(level.name.lower(), default).say_hidden  # type: ignore[call-overload,no-any-return]
