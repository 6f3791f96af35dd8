"""What other rooms hear of a decision, inside the transaction that keeps it.

A receiver that raises undoes the decision with everything that it did itself.
"""

from django.dispatch import Signal

decided = Signal()  # point: Point, decision: DecisionRow, given: Given
withdrawn = Signal()  # point: Point, decision: DecisionRow
