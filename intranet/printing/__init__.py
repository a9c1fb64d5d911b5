"""Every Word file becomes a PDF by a job: the columns it fills in, the asking, the worker and its LibreOffice."""
