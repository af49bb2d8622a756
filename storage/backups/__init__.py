"""Backups: made, sealed, rotated, put back."""
