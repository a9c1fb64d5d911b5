"""What is typed about members, exemplars, awards and publications."""
