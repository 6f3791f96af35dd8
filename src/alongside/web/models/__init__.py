"""The model register: which model may advise, who said so and why, and its card.

This app refuses to let a model advise that no named human being released, to move one without a
reason, and to serve one whose bytes changed.
"""
