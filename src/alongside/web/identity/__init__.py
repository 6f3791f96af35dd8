"""Who is who: the identity ledger, the questions a machine may not answer, and workers' answers.

This app refuses an answer without a name and a reason, an answer across a seal, and an answer that
cannot be taken back.
"""
