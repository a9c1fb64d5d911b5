"""The office's own list of legal bases: what a letter may stand on, from when until when."""
