"""The sign of life of an open form; the answer says who else writes."""

from typing import Any

from flask import request
from flask_login import current_user

from intranet.documents import queries, service
from intranet.documents.models import Document
from intranet.documents.queries.typing import writers_in_words
from intranet.documents.routes.blueprint import bp
from intranet.web.access import needs


@bp.post("/documents/<int:document_id>/writing")
@needs("document.edit", document=queries.get_document)
def note_writing(document: Document) -> Any:
    if request.form.get("left"):
        service.stop_writing(document, current_user)
    else:
        service.note_writing(document, current_user)
    return {"others": writers_in_words(document, current_user)}
