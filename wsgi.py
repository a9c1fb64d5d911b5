"""What gunicorn and the flask command start."""

from intranet.app import create_app

app = create_app()
