"""Alongside: an open practice platform for social-work agencies.

Records from many systems become one dated timeline for each person; a named human decides.
Start with ``ARCHITECTURE.md``; each package below this one is a room with its own first page.
"""

__version__ = "0.3.0"
