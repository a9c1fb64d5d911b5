"""Journeys in a real Chromium through the real program: gunicorn, worker, LibreOffice, the demonstration office."""
