"""Figures that we hold ourselves to; run with ``script/bench``."""
