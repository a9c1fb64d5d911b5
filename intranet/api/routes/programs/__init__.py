"""The addresses for programs: a token in each request, problems instead of pages, no session."""

from intranet.api.routes.programs import description, letters, templates
from intranet.api.routes.programs.operation import v1

__all__ = ["description", "letters", "templates", "v1"]
