"""Documents without the web: facts in, bytes out."""
