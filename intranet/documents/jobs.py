"""The slow work of letters: making files."""
