"""Consent, evidence, the audit log, keeping and erasing, keys, limits."""
