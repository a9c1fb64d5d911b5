"""What every feature stands on: database, errors, permissions, moves, history, files, jobs, clock; no domain words."""
