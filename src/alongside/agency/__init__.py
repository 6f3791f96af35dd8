"""The agency folder: reviewed text that people change and the next person can read.

``read_agency(folder)`` checks every file and reports every mistake at once. This room refuses
half an agency: with one mistake there is no :class:`Agency`.
"""

from alongside.agency.agency_file import AgencyFile, RoleEntry, SensitivityEntry
from alongside.agency.decision_file import Choice, Circumstance, DecisionFile, HelpFile, Support
from alongside.agency.folder import Agency, AgencyMistakes, read_agency, read_model_file
from alongside.agency.mistake import Mistake
from alongside.agency.model_file import (
    EMPTY_IS_ZERO,
    NEEDS_VALUE,
    Aggregate,
    Cohort,
    FeatureEntry,
    Label,
    ModelFile,
    Scope,
    ShapeEntry,
    Which,
)
from alongside.agency.source_file import (
    AddressBlock,
    Column,
    EventBlock,
    RecordBlock,
    RelationshipBlock,
    SourceFile,
    Table,
)
from alongside.agency.template import write_agency

__all__ = [
    "EMPTY_IS_ZERO",
    "NEEDS_VALUE",
    "AddressBlock",
    "Agency",
    "AgencyFile",
    "AgencyMistakes",
    "Aggregate",
    "Choice",
    "Circumstance",
    "Cohort",
    "Column",
    "DecisionFile",
    "EventBlock",
    "FeatureEntry",
    "HelpFile",
    "Label",
    "Mistake",
    "ModelFile",
    "RecordBlock",
    "RelationshipBlock",
    "RoleEntry",
    "Scope",
    "SensitivityEntry",
    "ShapeEntry",
    "SourceFile",
    "Support",
    "Table",
    "Which",
    "read_agency",
    "read_model_file",
    "write_agency",
]
