"""What must stay true of the tree while it grows."""
