"""What people do with members, exemplars, awards and publications."""
