"""Tests of the office's templates."""
