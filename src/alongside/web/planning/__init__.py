"""Safety plan, case plan, placement, review and supervision: what was agreed, by whom, by when."""
