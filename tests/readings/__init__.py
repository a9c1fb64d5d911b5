"""Letters that are read: services as stories, pages as a clerk without a script."""
