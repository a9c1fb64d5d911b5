"""Weekly briefings."""
