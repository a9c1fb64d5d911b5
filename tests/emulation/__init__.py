"""Members, exemplars, awards and publications."""
