"""Decisions: what waits, what a worker thinks of it, what the system says then, what she decides.

A judgement comes before any advice, and one function is the only door to advice. This app refuses
to sort, count or rank people or workers, and to change a row that somebody signed.
"""
