"""Tests of the clinic of templates."""
