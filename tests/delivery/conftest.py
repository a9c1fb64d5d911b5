"""Letters to send are made like those of tests/documents."""

from tests.documents.conftest import letters, quick_pdf
from tests.notices.conftest import mail_server

__all__ = ["letters", "mail_server", "quick_pdf"]
