"""Signatures, tried with a certification authority of the tests' own."""
