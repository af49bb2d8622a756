"""The volunteer's journeys."""
