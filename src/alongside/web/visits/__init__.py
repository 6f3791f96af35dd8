"""Visits: planned, made or missed, and what to know before one.

Refuses a visit to somebody who is not part of the case, a plan for the past, and to call made what
has not happened yet.
"""
