"""Telling people what concerns them: one bell in the page; mail is made of the same rows."""
