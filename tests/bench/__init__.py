"""Measurements, run by name: they print ratios, and assert nothing."""
