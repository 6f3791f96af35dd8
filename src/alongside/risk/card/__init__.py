"""The model card: what a model is for, how well it keeps its word, and whom it gets wrong.

It refuses to show a figure without its interval, a group of too few people, or a word of praise:
the card says what was seen on later dates, and that a model learns from reports, not from harm.
"""
