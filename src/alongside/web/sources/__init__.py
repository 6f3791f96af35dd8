"""The sources pages: how fresh each source is, what was put aside and why, who may use what.

This app refuses to show a value of a row to somebody without the right, and to show it unrecorded.
"""
