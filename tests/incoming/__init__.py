"""Tests of incoming letters."""
