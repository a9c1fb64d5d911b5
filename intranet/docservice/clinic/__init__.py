"""The clinic of templates: what is wrong with a .docx and its form, all at once, where, why, and how to mend it."""
