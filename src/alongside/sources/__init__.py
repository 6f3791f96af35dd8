"""Sources: extracts as agencies have them become checked, versioned rows.

``receive`` keeps what changed, ``ingest_source`` turns kept extracts into versions of records,
events, addresses and relationships, ``suggest`` drafts a mapping for an extract never seen. This
room refuses to guess in silence, to lose a row, and to say who is whom.
"""

from alongside.sources.accounting import LeftOut, left_out_files, unread_files
from alongside.sources.ingest import TableCounts, ingest_source, ingest_table
from alongside.sources.keeping import KeptExtract, keep
from alongside.sources.looking import FoundFile, Look, State, look
from alongside.sources.receiving import ReceivedTable, receive
from alongside.sources.suggest import ColumnGuess, Draft, suggest
from alongside.sources.validity import SampleCheck, check_sample

__all__ = [
    "ColumnGuess",
    "Draft",
    "FoundFile",
    "KeptExtract",
    "LeftOut",
    "Look",
    "ReceivedTable",
    "SampleCheck",
    "State",
    "TableCounts",
    "check_sample",
    "ingest_source",
    "ingest_table",
    "keep",
    "left_out_files",
    "look",
    "receive",
    "suggest",
    "unread_files",
]
