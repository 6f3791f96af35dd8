"""Notes and documents: saved while they are typed, amended without destroying what stood there."""
