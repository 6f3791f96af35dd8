"""The agency folder: reviewed text that people change and the next person can read.

``read_agency(folder)`` checks every file and reports every mistake at once. This room refuses
half an agency: with one mistake there is no :class:`Agency`.
"""

from alongside.agency.agency_file import AgencyFile, RoleEntry, SensitivityEntry
from alongside.agency.folder import Agency, AgencyMistakes, Mistake, read_agency
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
    "AddressBlock",
    "Agency",
    "AgencyFile",
    "AgencyMistakes",
    "Column",
    "EventBlock",
    "Mistake",
    "RecordBlock",
    "RelationshipBlock",
    "RoleEntry",
    "SensitivityEntry",
    "SourceFile",
    "Table",
    "read_agency",
    "write_agency",
]
