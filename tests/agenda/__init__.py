"""Deadlines as people keep them."""
