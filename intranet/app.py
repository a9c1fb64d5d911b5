"""create_app: the list of everything the program is made of."""

import logging
from datetime import timedelta

from flask import Flask, jsonify
from flask_compress import Compress
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from sqlalchemy import text
from werkzeug.middleware.proxy_fix import ProxyFix

import intranet.absences.routes
import intranet.absences.rules
import intranet.accounts.routes
import intranet.accounts.rules
import intranet.accounts.session
import intranet.agenda.routes
import intranet.agenda.rules
import intranet.api.routes
import intranet.api.rules
import intranet.batches.jobs
import intranet.batches.routes
import intranet.batches.rules
import intranet.briefings.routes
import intranet.briefings.rules
import intranet.checking.jobs
import intranet.checking.routes
import intranet.checking.rules
import intranet.delivery.routes
import intranet.delivery.rules
import intranet.documents.jobs
import intranet.documents.routes
import intranet.documents.rules
import intranet.emulation.routes
import intranet.emulation.rules
import intranet.guide.routes
import intranet.guide.rules
import intranet.home.routes
import intranet.home.rules
import intranet.incoming.jobs
import intranet.incoming.routes
import intranet.incoming.rules
import intranet.laws.routes
import intranet.laws.rules
import intranet.lettertemplates.routes
import intranet.lettertemplates.rules
import intranet.notices.jobs
import intranet.notices.routes
import intranet.notices.rules
import intranet.plans.jobs
import intranet.plans.routes
import intranet.plans.rules
import intranet.printing.jobs
import intranet.readings.jobs
import intranet.readings.routes
import intranet.readings.rules
import intranet.registers.routes
import intranet.registers.rules
import intranet.reports.routes
import intranet.reports.rules
import intranet.signatures.jobs
import intranet.signatures.routes
import intranet.signatures.rules
import intranet.workdays.routes
import intranet.workdays.rules
from intranet import commands
from intranet.core import permissions
from intranet.core.db import db, session
from intranet.home.menu import MENU, office_name
from intranet.settings import PROJECT, Settings, load_settings
from intranet.web import filters, origin, pages, refusals
from intranet.web.access import public
from intranet.web.addresses import Id

FEATURES = (
    intranet.accounts,
    intranet.absences,
    intranet.workdays,
    intranet.lettertemplates,
    intranet.notices,
    intranet.laws,
    intranet.plans,
    intranet.readings,
    intranet.registers,
    intranet.checking,
    intranet.delivery,
    intranet.documents,
    intranet.batches,
    intranet.incoming,
    intranet.signatures,
    intranet.briefings,
    intranet.emulation,
    intranet.reports,
    intranet.api,
    intranet.agenda,
    intranet.guide,
    intranet.home,
)


def create_app(settings: Settings | None = None) -> Flask:
    """The whole program for one machine; raises SettingsError with the name of what is missing."""
    settings = settings or load_settings()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    app = Flask("intranet", instance_path=str(settings.instance))
    app.extensions["settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database,
        MAX_CONTENT_LENGTH=settings.max_upload_mb * 1_000_000,
        MAX_FORM_MEMORY_SIZE=8_000_000,
        MAX_FORM_PARTS=20_000,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_REFRESH_EACH_REQUEST=False,  # accounts.session does it, and not for every picture
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
        COMPRESS_ALGORITHM=["br", "gzip"],  # the office's line is poor, and not everybody puts nginx in front
        COMPRESS_MIN_SIZE=1000,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=settings.secure_cookies,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    app.url_map.converters["int"] = Id
    Compress(app)
    db.init_app(app)
    Migrate(app, db, directory=str(PROJECT / "intranet" / "migrations"), render_as_batch=True)
    origin.register(app)
    # What a program sends brings its token in a header and opens nothing by a session.
    CSRFProtect(app).exempt(intranet.api.routes.v1)
    app.register_blueprint(intranet.api.routes.v1)
    refusals.register(app)
    filters.register(app)
    intranet.accounts.session.register(app, LoginManager())
    for feature in FEATURES:
        permissions.register(feature.rules.PERMISSIONS)
        app.register_blueprint(feature.routes.bp)
    pages.register(app, MENU, office_name)
    commands.register(app)
    app.add_url_rule("/healthz", "healthz", healthz)
    return app


@public
def healthz():  # type: ignore[no-untyped-def]
    """Whether the program and its database answer."""
    session.execute(text("SELECT 1"))
    return jsonify(status="ok")
