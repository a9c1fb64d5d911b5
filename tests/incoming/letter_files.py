"""Files of letters made for a test: a PDF that holds its text, so that nothing has to be recognised."""

import io
from functools import cache

from pypdf import PdfWriter

from intranet.docservice.fonts import letter_font
from intranet.docservice.incoming.overlay import Overlay
from tests.docservice.incoming.made_letters import LETTERS, MadeLetter

INK = (0, 0, 0)


@cache
def letter_pdf(letter: MadeLetter = LETTERS[0], extra: str = "") -> bytes:
    """One page: the head of the letter, a line of text, and `extra` in its upper left corner."""
    with Overlay(_blank(), letter_font()) as over:
        over.turn_to(1)
        if extra:
            over.text(extra, 90, 50, 13, INK)
        left = [*letter.agency.upper().split("\n"), f"Số: {letter.code}"]
        left += [f"V/v {letter.subject[:38]}", letter.subject[38:]] if letter.is_plain else []
        for n, line in enumerate(left):
            over.text(line, 80, 80 + 18 * n, 10, INK)
        right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
        right.append(f"{letter.place}, ngày {letter.day.day:02d} tháng {letter.day.month:02d} năm {letter.day.year}")
        for n, line in enumerate(right):
            over.text(line, 320, 80 + 18 * n, 10, INK)
        if not letter.is_plain:
            over.text(letter.type_name.upper(), 260, 180, 13, INK)
            over.text(letter.subject, 120, 198, 11, INK)
        over.text("Kính gửi: Liên minh Hợp tác xã thành phố", 180, 240, 12, INK)
        over.text("Đề nghị quý cơ quan quan tâm phối hợp thực hiện những nội dung dưới đây.", 90, 280, 12, INK)
        return over.finished()


def _blank() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()
