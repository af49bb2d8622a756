"""Joining, groups, thanks."""
