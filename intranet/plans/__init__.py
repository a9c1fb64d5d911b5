"""Plans and the tasks they hand out, as checklists with deadlines, evidence and history."""
