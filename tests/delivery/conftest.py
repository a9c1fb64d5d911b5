"""Letters to send are made like those of tests/documents."""

from tests.documents.conftest import letters, quick_pdf

__all__ = ["letters", "quick_pdf"]
