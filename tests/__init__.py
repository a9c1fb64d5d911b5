"""The tests mirror the tree of the program; what they share stands in tests/support."""
