"""A form that met an ended session: it waits on the sign-in page and is offered to be sent on afterwards."""

import json
from dataclasses import dataclass

from flask import request

from intranet.web.origin import is_own_address
from intranet.web.refusals import typed_fields

FIELD = "kept"


@dataclass(frozen=True)
class KeptForm:
    """What stood in the form and where it was going; files cannot wait, so only their names are known."""

    action: str
    typed: list[tuple[str, str]]
    files: list[str]

    def as_text(self) -> str:
        """The whole as one hidden field of the sign-in page."""
        return json.dumps([self.action, self.typed, self.files], ensure_ascii=False)


def keep_this_request() -> KeptForm:
    """The form that was just sent."""
    files = [upload.filename for upload in request.files.values() if upload.filename]
    return KeptForm(request.full_path.rstrip("?"), typed_fields(), files)


def kept_in_this_form() -> KeptForm | None:
    """The form that waits in the hidden field of the sign-in page; None when there is none that leads to us."""
    try:
        action, typed, files = json.loads(request.form.get(FIELD, ""))
        pairs = [(str(name), str(value)) for name, value in typed]
        kept = KeptForm(str(action), pairs, [str(name) for name in files])
        kept.as_text().encode()
    except (ValueError, TypeError, RecursionError):  # made by hand: no page of ours writes such a field
        return None
    return kept if is_own_address(kept.action) else None
