"""Reports from the record: filled with statements and their sources, edited, signed, frozen."""
