"""Reading members, exemplars, awards and publications."""
