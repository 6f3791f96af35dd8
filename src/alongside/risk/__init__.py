"""From a matrix to advice: a glass box with reasons, a range, and its errors by group.

It refuses: a feature that tells a protected trait, a source without the purpose, an estimate out of
range, and any use outside an open decision point. A released model is our own JSON, scored with
numpy alone; nothing that trains is imported to advise.
"""

from alongside.risk.advice import Advice, Reason

__all__ = ["Advice", "Reason"]
