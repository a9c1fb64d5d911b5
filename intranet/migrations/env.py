"""Runs the migrations on the program's own database."""

from typing import Any

from alembic import context
from flask import current_app

from intranet.core.db import Base, UtcDateTime, db


def render_item(kind: str, item: Any, autogen: Any) -> str | bool:
    """Own column types are written as what the database holds, so that old migrations never import today's code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Migrate; SQLite's foreign keys sleep meanwhile, since rebuilding a table would delete its children."""
    with db.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=render_item,
            compare_type=True,
            render_as_batch=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                raise RuntimeError(f"the migration would break references: {broken[:5]}")
        connection.commit()
        if sqlite:
            connection.connection.execute("PRAGMA foreign_keys=ON")


if context.is_offline_mode():
    raise RuntimeError(f"migrations run on a database only ({current_app.name})")
run()
