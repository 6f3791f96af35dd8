"""The life of a model: which step may follow which, and what a step needs.

The table stands in :mod:`alongside.governance.decisions`. A step that lets advice out needs a named
human being who may sign in, and her reason; nothing else is a release.
"""

from __future__ import annotations

from alongside.core import AlongsideError, ExitCode
from alongside.governance.decisions import MODEL_TRANSITIONS, ModelState

IN_SERVICE = frozenset({ModelState.RELEASED, ModelState.PAUSED})  # at most one a decision point
LONGEST_REASON = 400  # the ledger keeps 500 letters
SHORTEST_REASON = 10
COIN = 0.5
SHORTEST_PAUSE = 3  # "odd": whoever sees something wrong has no time for prose


def check_model_transition(now: ModelState, then: ModelState) -> None:
    """Raise ``AL-G010`` when the table has no such step."""
    if then not in MODEL_TRANSITIONS[now]:
        after = ", ".join(sorted(MODEL_TRANSITIONS[now])) or "nothing: its life is over"
        raise AlongsideError(
            "AL-G010",
            seen=f"A model that is {now.value} cannot become {then.value}",
            wanted=after,
            do="Reload the page: a colleague may have moved it. Nothing was changed",
            exit_code=ExitCode.REFUSED,
        )


def check_reason(reason: str, to: ModelState) -> str:
    """The reason without spaces around it; ``AL-G011`` when it says too little or too much."""
    reason = reason.strip()
    shortest = SHORTEST_PAUSE if to is ModelState.PAUSED else SHORTEST_REASON
    if shortest <= len(reason) <= LONGEST_REASON:
        return reason
    raise AlongsideError(
        "AL-G011",
        seen=f"The reason has {len(reason)} letters",
        wanted=f"{shortest} to {LONGEST_REASON}",
        do="Say in a sentence why, for those who will ask. Nothing was changed",
        exit_code=ExitCode.REFUSED,
    )


def is_worth(auc_low: float | None) -> bool:
    """Whether an AUC with this lower end of its 95 % interval is shown to beat a coin."""
    return auc_low is not None and auc_low > COIN


def check_worth(auc_low: float | None) -> None:
    """Raise ``AL-G013`` unless the card shows that the model is better than a coin.

    ``auc_low`` is the lower end of the 95 % interval of its AUC; ``None`` without a card.
    """
    if is_worth(auc_low):
        return
    seen = "It has no card" if auc_low is None else "Its card cannot tell it from a coin"
    raise AlongsideError(
        "AL-G013",
        seen=f"{seen}: of two cases, it is not shown to name the right one more often than not",
        wanted="an AUC whose interval lies above .5",
        do="Train it on more people or a longer time. Nothing was changed",
        exit_code=ExitCode.REFUSED,
    )


def released_by_nobody() -> AlongsideError:
    """What is said when a step has no named human being behind it who may sign in."""
    return AlongsideError(
        "AL-G012",
        seen="Nobody who signs in stands behind this step",
        wanted="a named worker whose sign-in is open",
        do="Sign in and take the step yourself. Nothing was changed",
        exit_code=ExitCode.REFUSED,
    )
