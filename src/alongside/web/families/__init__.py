"""Families: dated relationships that people said, and the genogram drawn from them."""
