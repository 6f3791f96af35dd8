"""Cohorts, labels and features: from the timeline to one table of numbers, as of a date.

Nothing is seen that was not known by the as-of date: no event, no record, no link. What the system
advised, and what was decided after advice was seen, is never a feature.
"""

from alongside.timeline.matrix.after import rows_with
from alongside.timeline.matrix.build import build_matrix
from alongside.timeline.matrix.check import MayNotFeed, Refused, check_features
from alongside.timeline.matrix.explain import explain_model
from alongside.timeline.matrix.matrix import Matrix, MatrixAbout, read_matrix, write_matrix
from alongside.timeline.matrix.one import OneRow, one_row

__all__ = [
    "Matrix",
    "MatrixAbout",
    "MayNotFeed",
    "OneRow",
    "Refused",
    "build_matrix",
    "check_features",
    "explain_model",
    "one_row",
    "read_matrix",
    "rows_with",
    "write_matrix",
]
