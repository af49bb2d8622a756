"""Digests, broadcasts, tables for reports."""
