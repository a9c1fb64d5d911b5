"""The intranet: plans become checklists, and letters go from a form to the register."""
