"""What gunicorn and the flask command start."""

from intranet.app import create_app
from intranet.settings import bare_settings, needs_no_setting_up

app = create_app(bare_settings() if needs_no_setting_up() else None)
