"""Authorities, letters to them, recommendations to institutions."""
