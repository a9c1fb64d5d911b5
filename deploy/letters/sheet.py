"""Pictures of all letters, to be looked at beside the decree's own layouts: `python -m deploy.letters.sheet`.

Each template prints its example through LibreOffice; the first pages stand in sheets under docs/images/letters.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from intranet.docservice.catalogue import Template, load_catalogue
from intranet.docservice.nd30 import LAYOUT_TYPES
from intranet.docservice.pdf import PdfMaker
from intranet.docservice.render import render_docx

PROJECT = Path(__file__).parents[2]
SHEETS = PROJECT / "docs" / "images" / "letters"
COLUMNS, PAGE, GAP, CAPTION = 6, (420, 594), 12, 30
TITLE_FONT = ("LiberationSans-Regular.ttf", 15)
MOST_PAGES = 2
SHEET_ROWS = 3


def pages_of(template: Template, maker: PdfMaker) -> Iterator[Image.Image]:
    """The first pages of a template's example."""
    pdf = pypdfium2.PdfDocument(maker.convert(render_docx(template, template.example)))
    for page in list(pdf)[:MOST_PAGES]:
        yield page.render(scale=PAGE[0] / page.get_width()).to_pil().convert("L").resize(PAGE)


def sheet(pages: list[tuple[str, Image.Image]]) -> Image.Image:
    """Pages with their titles, in rows."""
    width, height = PAGE[0] + GAP, PAGE[1] + GAP + CAPTION
    rows = -(-len(pages) // COLUMNS)
    whole = Image.new("L", (COLUMNS * width + GAP, rows * height + GAP), 200)
    draw, font = ImageDraw.Draw(whole), ImageFont.truetype(*TITLE_FONT)
    for number, (title, page) in enumerate(pages):
        corner = (GAP + number % COLUMNS * width, GAP + number // COLUMNS * height)
        draw.text(corner, title, fill=0, font=font)
        whole.paste(page, (corner[0], corner[1] + CAPTION))
    return whole


def main() -> None:
    """Write the sheets."""
    pages: list[tuple[str, Image.Image]] = []
    with tempfile.TemporaryDirectory() as folder, PdfMaker(Path(folder)) as maker:
        layouts = load_catalogue(PROJECT / "intranet" / "docservice" / "layouts", LAYOUT_TYPES)
        for template in (*load_catalogue(PROJECT / "doctemplates"), *layouts):
            pages += [(template.id, page) for page in pages_of(template, maker)]
    most = COLUMNS * SHEET_ROWS
    for number, start in enumerate(range(0, len(pages), most), 1):
        sheet(pages[start : start + most]).save(SHEETS / f"types_{number}.png", optimize=True)


if __name__ == "__main__":
    main()
