"""Visits: planned, made or missed, and what to know before one."""
