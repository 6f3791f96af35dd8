"""From a matrix to advice: a glass box with reasons, a range, and its errors by group.

It refuses: a feature that tells a protected trait, a source without the purpose, an estimate out of
range, and any use outside an open decision point. A released model is our own JSON, scored with
numpy alone; nothing that trains is imported to advise.
"""

from alongside.risk.advice import Advice, Reason
from alongside.risk.advise import advise
from alongside.risk.released import Released, load_released
from alongside.risk.train import score_rows, train
from alongside.risk.trained import Peer, Scored, Trained
from alongside.risk.wording import estimate_sentence

__all__ = [
    "Advice",
    "Peer",
    "Reason",
    "Released",
    "Scored",
    "Trained",
    "advise",
    "estimate_sentence",
    "load_released",
    "score_rows",
    "train",
]
