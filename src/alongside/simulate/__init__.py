"""A synthetic agency whose truth is known: six messy systems, and what really happened, apart.

``simulate_agency(folder, people=, seed=)`` writes it. This room refuses to let a group into true
harm (groups differ by exposure to poverty, by reporting and by substantiation only), to tune a
sample until its rates look right (multipliers are solved once, from the model), and to put any
truth where a refresh could read it. Nobody in it is real.
"""

from alongside.simulate.correction import deliver_correction
from alongside.simulate.published import Published, published_rates
from alongside.simulate.report import Rate, SimulationReport
from alongside.simulate.showcase import FEWEST_PEOPLE, ROLES
from alongside.simulate.simulation import EXTRACTS, TRUTH, Progress, simulate_agency

__all__ = [
    "EXTRACTS",
    "FEWEST_PEOPLE",
    "ROLES",
    "TRUTH",
    "Progress",
    "Published",
    "Rate",
    "SimulationReport",
    "deliver_correction",
    "published_rates",
    "simulate_agency",
]
