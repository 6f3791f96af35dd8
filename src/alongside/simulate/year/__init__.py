"""A year of made-up case work: stories as a file that anybody can read and add to.

Only what happens and what is said; the real functions of the product play it. It refuses an act
that nobody can play.
"""

from alongside.simulate.year.story import ACTS, Act, Story, read_stories

__all__ = ["ACTS", "Act", "Story", "read_stories"]
