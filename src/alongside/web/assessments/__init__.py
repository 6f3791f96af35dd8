"""Assessments: forms that the agency writes, kept with the version they were filled with."""
