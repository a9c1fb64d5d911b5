"""The document service over HTTP: personal tokens, the addresses for programs, and their description."""
