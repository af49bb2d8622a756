"""Measurements. Each runs what it compares side by side and takes `--json`."""
