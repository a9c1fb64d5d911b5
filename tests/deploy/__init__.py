"""The commands that start, stop and look after an installation."""
