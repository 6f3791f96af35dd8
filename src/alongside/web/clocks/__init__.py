"""Clocks: what the law and the agency want by when, recounted after every step of a case."""
