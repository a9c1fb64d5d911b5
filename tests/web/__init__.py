"""The kit every page uses."""
