"""The files of a letter as they came, the copies made of them, pages as pictures; only for those who may see it."""

from typing import Any

from flask import send_file, url_for

from intranet.core.errors import NotFound
from intranet.core.files import path_of
from intranet.docservice.errors import DocError
from intranet.docservice.guard import KINDS
from intranet.docservice.images import page_image
from intranet.incoming import queries
from intranet.incoming.models import IncomingLetter
from intranet.incoming.routes.blueprint import bp
from intranet.incoming.rules import ReadingState, State
from intranet.web.access import needs

PAGE_WIDTH = 1000
NO_COPY = "Văn bản này chưa có bản để xem."


@bp.get("/incoming/<int:letter_id>/files/<int:file_id>")
@needs("incoming.view", letter=queries.get_letter)
def file(letter: IncomingLetter, file_id: int) -> Any:
    """A file exactly as it came."""
    found = queries.get_file(letter, file_id)
    return send_file(
        path_of(found.file_sha256),
        mimetype=found.file.media_type,
        download_name=found.name,
        as_attachment=found.file.media_type != KINDS["pdf"].media_type,
        etag=False,
    )


@bp.get("/incoming/<int:letter_id>/copy.pdf")
@needs("incoming.view", letter=queries.get_letter)
def copy(letter: IncomingLetter) -> Any:
    """The copy with the stamp ĐẾN and the text of the scan, as far as they are made."""
    if letter.shown_sha256 is None:
        raise NotFound(NO_COPY, "Tệp gốc vẫn tải về được.")
    name = f"Đến {letter.number_text or letter.id} {letter.subject[:60]}.pdf".replace("/", "-")
    return send_file(path_of(letter.shown_sha256), mimetype=KINDS["pdf"].media_type, download_name=name, etag=False)


@bp.get("/incoming/<int:letter_id>/pages/<int:page>.webp")
@needs("incoming.view", letter=queries.get_letter)
def page(letter: IncomingLetter, page: int) -> Any:
    """A page as a picture; the address changes with the copy, so the browser may keep it."""
    if letter.shown_sha256 is None:
        raise NotFound(NO_COPY)
    try:
        picture = page_image(path_of(letter.shown_sha256), page, width=PAGE_WIDTH, file_format="WEBP")
    except DocError as error:
        raise NotFound(error.sentence) from error
    return picture, {"Content-Type": "image/webp", "Cache-Control": "private, max-age=31536000, immutable"}


@bp.get("/incoming/<int:letter_id>/reading")
@needs("incoming.view", letter=queries.get_letter)
def reading(letter: IncomingLetter) -> Any:
    """How far the machine has read, for the page that waits for it: proposals come with the first page."""
    if letter.reading_state == ReadingState.FAILED:
        return {"state": "failed", "text": letter.reading_reason}
    if letter.reading_state == ReadingState.WAITING and not letter.pages:
        return {"state": "working", "text": "Máy đang đọc trang đầu…"}
    back = ".register" if letter.state == State.RECEIVED else ".letter"
    return {"state": "done", "text": "Đã đọc xong.", "url": url_for(back, letter_id=letter.id)}


def page_urls(letter: IncomingLetter) -> list[str]:
    """The pictures of the letter as it is shown now."""
    shown = letter.shown_sha256
    if shown is None:
        return []
    return [url_for("incoming.page", letter_id=letter.id, page=n, v=shown[:8]) for n in range(1, letter.page_count + 1)]
