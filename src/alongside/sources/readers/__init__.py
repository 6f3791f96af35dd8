"""One reader a format, all giving texts with line numbers (contract: ``base.py``)."""

from alongside.sources.readers.base import Reader, Reading, RowReject
from alongside.sources.readers.csv import read_csv
from alongside.sources.readers.excel import read_excel
from alongside.sources.readers.fhir import read_fhir
from alongside.sources.readers.parquet import read_parquet

READERS: dict[str, Reader] = {
    "csv": read_csv,
    "excel": read_excel,
    "parquet": read_parquet,
    "fhir": read_fhir,
    "sql": read_parquet,  # a query's answer was kept as Parquet when it was received
}

__all__ = ["READERS", "Reader", "Reading", "RowReject"]
