"""Forms that an agency writes without code: FHIR Questionnaire R4, read, checked, asked, scored.

This room refuses a form that could never be finished, and a score over answers that are missing.
"""
