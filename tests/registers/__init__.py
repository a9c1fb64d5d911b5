"""Tests of numbers and the register."""
