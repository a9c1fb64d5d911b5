"""The office of the matrix: built once, put back after every change; a client for each kind of person."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy.orm import close_all_sessions

from intranet.batches import jobs as batch_jobs
from intranet.core.db import db
from intranet.documents.routes import files
from intranet.printing import jobs
from tests.documents.conftest import one_page_pdf
from tests.matrix.world import Ids, World
from tests.support.office import _create_tables, make_app
from tests.support.visitor import Browser

STRANGER = "stranger"
Rows = dict[str, list[tuple[Any, ...]]]

# Who asks at an address that is open without signing in is counted, and nothing else is written there.
COUNTS = {"rate_spent", "wrong_code"}


class Program:
    """The running program over the office, and everything a case needs to send and to look."""

    def __init__(self, app: Flask, ids: Ids, file: Path, pristine: sqlite3.Connection) -> None:
        self.app, self.ids, self.file, self.pristine = app, ids, file, pristine
        self.looking = sqlite3.connect(file)
        tables = self.looking.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        self.tables = [name for (name,) in tables if name not in COUNTS]
        self.untouched, self.seen = self.rows(), self._committed()

    def rows(self) -> Rows:
        """Every row of every table."""
        return {name: self.looking.execute(f'SELECT * FROM "{name}"').fetchall() for name in self.tables}

    def is_changed(self) -> bool:
        """Whether anything differs from the office as it was built; rows are only read after somebody committed."""
        return self._committed() != self.seen and self.rows() != self.untouched

    def put_back(self) -> None:
        """The office as it was built."""
        self.pristine.backup(self.looking)
        self.seen = self._committed()

    def _committed(self) -> int:
        return int(self.looking.execute("PRAGMA data_version").fetchone()[0])

    def send(self, who: str, method: str, address: str, form: Any = None, page: bool = False) -> Any:
        """One request of somebody whose browser holds nothing but his session; refusals come short, or as a page."""
        content_type = "multipart/form-data" if form else None
        return self._open(who, address, method=method, data=form, content_type=content_type, page=page)

    def raw(self, who: str, address: str, body: bytes) -> Any:
        """A form whose body was made by hand."""
        return self._open(who, address, method="POST", data=body, content_type="application/x-www-form-urlencoded")

    def _open(self, who: str, address: str, page: bool = False, **request: Any) -> Any:
        client = Browser(self.app, self.app.response_class, use_cookies=False)
        headers = {"Accept": "text/html" if page else "application/json"}
        if who != STRANGER:
            headers["Cookie"] = f"session={self._session_of(who)}"
        return client.open(address, headers=headers, **request)

    def _session_of(self, who: str) -> str:
        signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert signer is not None
        return str(signer.dumps({"_user_id": self.ids["cookie"][who], "_fresh": True}))


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program on SQLite over the office of the matrix."""
    folder = tmp_path_factory.mktemp("matrix")
    app = make_app(folder)
    _create_tables(app)
    file = folder / "intranet.sqlite3"
    with pytest.MonkeyPatch.context() as patch, closing(sqlite3.connect(":memory:")) as pristine:
        patch.setattr(jobs, "make_pdf", lambda docx: one_page_pdf())
        patch.setattr(batch_jobs, "make_pdfs", lambda letters: [one_page_pdf() for _ in letters])
        patch.setattr(files, "PAGE_WIDTH", 40)  # pictures of pages cost most of the time and matter here not at all
        with app.app_context():
            ids = World().build()
            close_all_sessions()
            db.engine.dispose()
        with closing(sqlite3.connect(file)) as built:
            built.backup(pristine)
        running = Program(app, ids, file, pristine)
        yield running
        running.looking.close()
        with app.app_context():
            db.engine.dispose()
