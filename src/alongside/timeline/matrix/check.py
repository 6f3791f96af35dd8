"""What may feed a model: every kind that a model file names, held against what sources declare.

Nothing here looks at data. What the file may not ask for is refused with the reason, all reasons
at once, before a row is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from alongside.agency import EventBlock, ModelFile, SourceFile
from alongside.agency.model_file import Aggregate, Which
from alongside.core import AlongsideError, ExitCode
from alongside.governance.decisions import AFTER_ADVICE_KINDS
from alongside.timeline.matrix.lineage import Tag, tags_of, trait_told
from alongside.timeline.matrix.matrix import AUDIT, TAKEN

GENES = re.compile(r"hgnc|hgvs|varnomen|pharmvar|pharmgkb|dbsnp|clinvar|ensembl|\bgene", re.I)
GENETIC = "genetic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One thing that a model file asks for and may not have."""

    code: str
    where: str  # "feature moves", "cohort", "label"
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why} ({self.code})"


class MayNotFeed(AlongsideError):
    """All that a model file asks for and may not have; ``refused`` lists it."""

    def __init__(self, refused: Iterable[Refused]) -> None:
        self.refused = tuple(refused)
        lines = "".join(f"\n  {one}" for one in self.refused)
        super().__init__(
            "AL-T001",
            seen=f"The model file asks for what may not feed this model:{lines}\n",
            do="Take it out of the model file, or let who owns the source decide otherwise there",
            exit_code=ExitCode.REFUSED,
        )


class _Read(NamedTuple):
    """One reading of one kind, by one event block."""

    model: ModelFile
    kind: str
    source: str
    file: SourceFile
    block: EventBlock
    tags: list[Tag]


def check_features(model: ModelFile, sources: Mapping[str, SourceFile]) -> None:
    """Hold a model file against the sources of its agency.

    Raises
    ------
    MayNotFeed
        ``AL-T001`` with every reason.
    """
    refused = list(dict.fromkeys(_all_refused(model, sources)))
    if refused:
        raise MayNotFeed(refused)


def _all_refused(model: ModelFile, sources: Mapping[str, SourceFile]) -> Iterator[Refused]:
    tags = {name: tags_of(source) for name, source in sources.items()}
    for where, which, rules in _readings(model):
        for kind in which.kinds:
            if _of_advice(kind):
                yield Refused(code="AL-T015", where=where, why=_ADVICE.format(kind=kind))
                continue
            reads = list(_reads(model, which, kind, sources, tags))
            if not reads:
                yield Refused(code="AL-T010", where=where, why=_unknown(kind, which))
            for read in reads:
                yield from _broken(read, rules, where)
    yield from _birth_refused(model, sources)
    for feature in model.feature:
        if feature.name in TAKEN or feature.name.startswith(AUDIT):
            why = "the matrix has a column of that name already"
            yield Refused(code="AL-T018", where=f"feature {feature.name}", why=why)


def _readings(model: ModelFile) -> Iterator[tuple[str, Which, tuple[_Rule, ...]]]:
    """Every condition of the file and the rules that it has to keep.

    A cohort and a label may tell a trait (advice for women who gave birth): what they say shapes
    no estimate. A label needs no date since when it could be known.
    """
    for feature in model.feature:
        if feature.which is not None:
            yield f"feature {feature.name}", feature.which, _FEATURE_RULES
    yield "cohort", model.cohort.which, (*_RULES, _receipt_only)
    for which in (model.label.which, model.label.among):
        if which is not None:
            yield "label", which, _RULES


def _reads(
    model: ModelFile,
    which: Which,
    kind: str,
    sources: Mapping[str, SourceFile],
    tags: Mapping[str, list[Tag]],
) -> Iterator[_Read]:
    for name, file in sources.items():
        if not which.sources or name in which.sources:
            for block in file.event:
                if block.kind == kind:
                    yield _Read(model, kind, name, file, block, tags[name])


def _broken(read: _Read, rules: Iterable[_Rule], where: str) -> Iterator[Refused]:
    for rule in rules:
        found = rule(read)
        if found is not None:
            code, why = found
            yield Refused(code=code, where=where, why=f"{read.kind} of {read.source} {why}")


_Rule = Callable[[_Read], "tuple[str, str] | None"]
_ADVICE = "{kind} is what the system advised or what followed from it, and teaches no later model"


def _purposes(read: _Read) -> tuple[str, str] | None:
    lacking = [one for one in read.model.purposes if one not in read.block.purposes]
    if not lacking:
        return None
    allows = ", ".join(read.block.purposes)
    return "AL-T011", f"may be used for {allows}, and not for {', '.join(lacking)}"


def _restricted(read: _Read) -> tuple[str, str] | None:
    if read.block.sensitivity == "restricted":
        return "AL-T014", "is restricted, and no model reads what is restricted"
    return None


def _genetic(read: _Read) -> tuple[str, str] | None:
    if read.block.trait == GENETIC or GENES.search(read.block.code_system or ""):
        return "AL-T013", "is genetic, and nothing genetic is ever a reason for advice"
    return None


def _trait(read: _Read) -> tuple[str, str] | None:
    told = read.block.trait or trait_told(read.file, read.block, read.tags)
    if told is None or (told == GENETIC and _genetic(read)):
        return None
    words = told.replace("_", " ")
    return "AL-T012", f"tells {words}, a protected trait: it is audited and never fed"


def _receipt_only(read: _Read) -> tuple[str, str] | None:
    table = read.file.tables[read.file.table_of(read.block)]
    if read.block.known is not None or table.lag_days is not None:
        return None
    return (
        "AL-T016",
        "does not say since when it was known (only when we received it), so it would tell a"
        " model what nobody knew then: map `known`, or declare `lag_days` on its table",
    )


_RULES: tuple[_Rule, ...] = (_purposes, _restricted, _genetic)
_FEATURE_RULES: tuple[_Rule, ...] = (*_RULES, _trait, _receipt_only)


def _of_advice(kind: str) -> bool:
    return kind in AFTER_ADVICE_KINDS or kind == "advice" or kind.startswith("advice_")


def _unknown(kind: str, which: Which) -> str:
    named = f" named {' or '.join(which.sources)}" if which.sources else ""
    return f"no source{named} declares events of kind {kind}"


def _birth_refused(model: ModelFile, sources: Mapping[str, SourceFile]) -> Iterator[Refused]:
    """A birth date comes from records, and they have purposes too."""
    ages = [f"feature {one.name}" for one in model.feature if one.aggregate is Aggregate.AGE]
    if model.cohort.age_from is not None or model.cohort.age_under is not None:
        ages.append("cohort")
    births = [
        block for file in sources.values() for block in file.record if block.birth_on is not None
    ]
    if any(set(model.purposes) <= set(block.purposes) for block in births):
        return
    for where in ages:
        why = f"no source gives a birth date that may be used for {', '.join(model.purposes)}"
        yield Refused(code="AL-T017", where=where, why=why)
