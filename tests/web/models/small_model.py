"""A whole released model with one fact, small enough to reckon by hand."""

from __future__ import annotations

from alongside.agency.model_file import Aggregate, Scope, UseEntry
from alongside.risk.released import About, Calibrator, Pins, Released, ReleasedFeature


def small_model(name: str = "report_again", seed: int = 1) -> Released:
    """Of 100, 5 without and 20 with an earlier referral."""
    fact = ReleasedFeature(
        name="earlier_referrals",
        says="{n} earlier referrals",
        says_none="No earlier referral",
        kinds=("referral",),
        circumstance=None,
        of=Scope.PERSON,
        aggregate=Aggregate.COUNT,
        window_days=None,
        cuts=(0.5,),
        scores=(-0.5, 1.0),
        missing=0.0,
        learnt=(-0.5, 1.0),
        shares=(0.66, 0.34),
        missing_share=0.0,
        pair_cuts=(),
        seen_low=0,
        seen_high=9,
    )
    about = About(
        title="Report again",
        decision="screening",
        purposes=("casework",),
        counts="closed assessments",
        label_says="were reported again within a year",
        stands_for="a child is hurt again",
        mismatch="Families who are watched more are reported more.",
        within_days=365,
        use_for=("a second look",),
        not_for=("screening calls",),
        cannot_know=("what nobody tells",),
    )
    steps = Calibrator(
        edges=(-2.0,),
        zero=(0.04, 0.19),
        one=(0.06, 0.21),
        estimate=(0.05, 0.2),
        low=(0.03, 0.15),
        high=(0.08, 0.26),
        swing=0.0,
        rows=4000,
        events=400,
    )
    pins = Pins(model_file="0", data="0", code="0", version="0.3", generation="0", seed=seed)
    return Released(
        name=name,
        about=about,
        intercept=-2.4,
        base=0.1,
        features=(fact,),
        pairs=(),
        shapes=(),
        calibrator=steps,
        most_missing=0,
        use=UseEntry(),
        pins=pins,
    )
