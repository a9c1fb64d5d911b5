"""Tests of plans and tasks."""
