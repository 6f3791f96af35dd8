"""A made-up year of case work in a demo agency, played through the real functions of every room.

Stories come from :mod:`alongside.simulate.year`. This package has no page and no table of its own;
it refuses to run in an agency whose file does not say ``demo``.
"""

from alongside.web.made_up.playing import play_year

__all__ = ["play_year"]
