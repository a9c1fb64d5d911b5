"""The letter that was read: its file, its pages as pictures, its text, and one passage of it lit."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request, send_file

from intranet.core.errors import NotFound
from intranet.core.files import path_of
from intranet.docservice.errors import DocError
from intranet.docservice.images import page_image
from intranet.docservice.reading import Paragraph, anchor_of
from intranet.readings import queries
from intranet.readings.letter import Sheet, picture_sheets, sheets_with, text_sheets
from intranet.readings.models import Proposal, Reading
from intranet.readings.routes.blueprint import bp
from intranet.web.access import needs

PAGE_WIDTH = 900


@bp.get("/readings/<int:reading_id>/file")
@needs("reading.view", reading=queries.get_reading)
def file(reading: Reading) -> Any:
    """The letter as it was sent."""
    if reading.file_sha256 is None:
        raise NotFound("Văn bản này được dán vào, không có tệp.")
    name = reading.file_name if "." in reading.file_name else f"{reading.file_name}.{reading.kind}"
    name = f"{name.rsplit('.', 1)[0]}.{reading.kind}"
    return send_file(path_of(reading.file_sha256), download_name=name, as_attachment=reading.kind != "pdf", etag=False)


@bp.get("/readings/<int:reading_id>/pages/<int:page>.webp")
@needs("reading.view", reading=queries.get_reading)
def page(reading: Reading, page: int) -> Any:
    """A page as a picture; the same address always shows the same picture, so the browser keeps it."""
    if not reading.has_pages or reading.file_sha256 is None:
        raise NotFound("Văn bản này không có trang để xem.")
    try:
        picture = page_image(path_of(reading.file_sha256), page, width=PAGE_WIDTH, file_format="WEBP")
    except DocError as error:
        raise NotFound(error.sentence) from error
    return picture, {"Content-Type": "image/webp", "Cache-Control": "private, max-age=31536000, immutable"}


@bp.get("/readings/<int:reading_id>/letter")
@needs("reading.view", reading=queries.get_reading)
def letter(reading: Reading) -> Any:
    """The letter sheet by sheet; `place` opens the sheet on which a passage stands, and lights it."""
    place = request.args.get("place", "")
    sheets = _sheets(reading, queries.proposals_of(reading))
    number = request.args.get("sheet", 0, type=int)
    if not number and place:
        number = sheets_with(sheets, {anchor_of(place)})[0].number if sheets else 1
    number = min(max(1, number), max(1, len(sheets)))
    return render_template(
        "readings/letter.html",
        reading=reading,
        sheets=[sheet for sheet in sheets if sheet.number == number],
        number=number,
        count=len(sheets),
        lit=anchor_of(place),
    )


def shown_sheets(reading: Reading, proposals: Sequence[Proposal]) -> list[Sheet]:
    """The sheets on which these tasks stand."""
    anchors = {anchor_of(place) for one in proposals for place in one.passages}
    return sheets_with(_sheets(reading, proposals), anchors)


def _sheets(reading: Reading, proposals: Sequence[Proposal]) -> list[Sheet]:
    if not reading.has_pages or reading.typed:
        return text_sheets(reading.blocks)
    sizes = [(kept.number, kept.plain["width"], kept.plain["height"]) for kept in queries.pages_of(reading)]
    return picture_sheets(sizes, [one for proposal in proposals for one in proposal.boxes])


def text_of(reading: Reading) -> str:
    """The letter's text, a line for each paragraph, a table's cells between bars."""
    lines = []
    for block in reading.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            rows = (" | ".join(" ".join(cell.split()) for cell in row) for row in block.rows)
            lines.append("\n".join(f"| {row} |" for row in rows))
    return "\n\n".join(lines)
