"""Reports on a plan: figures frozen under a number, each department's own part, and the letter they become."""
