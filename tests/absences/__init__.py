"""Tests of absences: who stands in, what passes, what never does."""
