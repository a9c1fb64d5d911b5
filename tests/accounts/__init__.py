"""Who signs in, who is who, and the office's administration."""
