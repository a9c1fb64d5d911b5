"""The API: tokens, addresses for programs, and their description."""
