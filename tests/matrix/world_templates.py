"""The office's templates in the matrix: one version that came with the program, one of the office, changes of them."""

from dataclasses import replace
from typing import Any

from intranet.core.db import transaction
from intranet.docservice.clinic.trial import try_out_here
from intranet.lettertemplates import service
from intranet.lettertemplates.models import TemplateDraft
from intranet.lettertemplates.office_templates import files_in_force, get_template
from tests.docservice.clinic.sheet import Sheet


def add_templates(ids: dict[str, dict[str, Any]], clerk: Any) -> None:
    """The report's template as it came and as the office has it; changes of it: done, sound, broken."""
    with transaction():
        ids["version"]["first"] = service.remember(get_template("bao_cao")).id
        done = _draft("Nơi  nhận:", clerk)
        ids["version"]["second"] = service.save(done, "đổi chữ", clerk).id
    with transaction():
        drafts = {"done": done, "sound": _draft("Nơi nhận: ", clerk), "broken": _draft("{{ noi_nhn }}", clerk)}
        ids["draft"] |= {name: draft.id for name, draft in drafts.items()}


def _draft(words: str, clerk: Any) -> TemplateDraft:
    sheet = Sheet("bao_cao")
    sheet.replace("Nơi nhận:", words)
    files = replace(files_in_force("bao_cao"), docx=sheet.docx())
    return service.begin("bao_cao", files, try_out_here("bao_cao", files), clerk)
