"""A family drawn as a genogram: dated relationships become symbols, lines and words.

The layout keeps lines from crossing where the family allows it. This room refuses to invent a tie:
every line stands for a relationship that somebody said.
"""
