"""Kiểm tra thể thức: any Word file against Decree 30, as a page for clerks and for the letters made here."""
