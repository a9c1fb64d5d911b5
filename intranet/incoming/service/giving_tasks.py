"""A letter that came and gives out tasks is read into the checklists of a plan (feature `readings`)."""

from typing import Any

from intranet.core import history, permissions
from intranet.core.errors import Refused
from intranet.core.files import path_of
from intranet.docservice.guard import shown_name
from intranet.incoming.models import IncomingLetter
from intranet.readings import service as readings
from intranet.readings.models import Reading


def read_tasks(letter: IncomingLetter, actor: Any) -> Reading:
    """Have the letter's own file read for its tasks; they are a proposal until somebody confirms them.

    A Word file is read as it came, anything else by its pages as PDF. Raises Refused for a letter on paper alone.
    """
    permissions.require(actor, "incoming.read_tasks", letter)
    words = [file for file in letter.files if file.kind == "docx"]
    if len(letter.files) == 1 and words:
        sha256, name = words[0].file_sha256, words[0].name
    elif letter.view_sha256:
        sha256, name = letter.view_sha256, shown_name(f"{(letter.code or letter.number_text).replace('/', '-')}.pdf")
    else:
        raise Refused("Văn bản này chưa có tệp để đọc.", "Hãy gửi bản quét rồi làm lại.")
    with path_of(sha256).open("rb") as stream:
        reading = readings.begin(actor, [(stream, name)])
    history.record(letter, actor, "read_tasks", "gửi đi đọc thành nhiệm vụ")
    return reading
