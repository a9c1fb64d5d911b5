"""Tests of the list of legal bases."""
