"""Today: one worklist of all that is due and waits; the team as its supervisor needs it."""
