"""The registers as they print, filled as after some weeks: `python -m tests.registers.printed FOLDER [SHEET.png]`.

Writes the six papers of Phụ lục IV as PDFs into the folder, to be looked at beside the decree's forms; the sheet shows
of each the cover, the first page that is filled, and the last.
"""

import sys
import tempfile
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from types import SimpleNamespace

import pypdfium2
from PIL import Image
from sqlalchemy import select

from intranet.core.clock import today
from intranet.core.db import Base, db, session, transaction
from intranet.delivery import service as delivery
from intranet.delivery.models import Delivery
from intranet.delivery.rules import OUTSIDE_WAYS, Way
from intranet.delivery.service import Sending
from intranet.incoming import service as incoming
from intranet.incoming.models import IncomingLetter
from intranet.incoming.rules import Part, Urgency
from intranet.incoming.service import LetterFacts, Receiver
from intranet.registers import service as registers
from intranet.registers.models import RegisterNumber
from intranet.registers.rules import Entry
from intranet.registers.service import uses as service_uses
from tests.docservice.incoming.made_letters import LETTERS
from tests.support.office import Office, make_app
from tests.support.visitor import Visitor

PAPERS = {
    "van-ban-di": "/registers/print?close=1",
    "van-ban-den": "/incoming/book.pdf",
    "buu-dien": "/deliveries/post/print",
    "su-dung-ban-luu": "/registers/uses/print",
    "theo-doi-giai-quyet": "/incoming/follow_up.pdf",
    "phieu-giai-quyet": "/incoming/2/slip.pdf",
}
OUTGOING, ARRIVED = 25, 22
PLACE, GAP, IN_A_ROW = (520, 368), 12, 3
WROTE = (
    ("KH", "Tổ chức lớp bồi dưỡng cán bộ quản lý hợp tác xã nông nghiệp năm {year}", "PTTTT"),
    ("TTr", "Đề nghị phê duyệt dự toán kinh phí hỗ trợ thành lập mới hợp tác xã", "VP"),
    ("CV", "V/v cung cấp số liệu hoạt động của hợp tác xã thành viên quý này", "PKTTCTV"),
    ("BC", "Kết quả công tác tháng và nhiệm vụ trọng tâm tháng sau", "VP"),
    ("QĐ", "Về việc khen thưởng tập thể, cá nhân có thành tích trong phong trào thi đua", "PTTTT"),
    ("TB", "Kết luận của Phó Chủ tịch tại cuộc họp giao ban", "VP"),
    ("GM", "Dự hội nghị sơ kết phong trào thi đua yêu nước", "VP"),
)
SENT_TO = (
    "Ủy ban nhân dân thành phố Hải Phòng; Liên minh Hợp tác xã Việt Nam; Các Phòng; Lưu: VT, VP",
    "Các hợp tác xã thành viên; Lưu: VT, PKTTCTV",
    "Như trên; Sở Tài chính; Lưu: VT, PTTTT",
)
POSTED_TO = (
    "Ủy ban nhân dân thành phố Hải Phòng",
    "Liên minh Hợp tác xã Việt Nam",
    "Sở Tài chính",
    "Hợp tác xã Đông Phương",
)


def fill(cast: SimpleNamespace) -> None:
    """Some weeks of the office's paper, written by the services people use."""
    arrive(cast)
    go_out(cast)


def arrive(cast: SimpleNamespace) -> None:
    """Letters of many agencies, most of them directed, some answered, one line cancelled."""
    for n, made in enumerate(LETTERS[:ARRIVED]):
        day = day_of(n, ARRIVED)
        with transaction():
            letter = incoming.receive(cast.clerk, [], day)
            facts = LetterFacts(
                day, made.agency.replace("\n", " "), made.subject, made.type_name, made.code, min(made.day, day),
                Urgency.FLASH if made.mark == "HỎA TỐC" else Urgency.NONE, record_symbol="",
            )  # fmt: skip
            incoming.register(letter, cast.van_phong.issuer, facts, cast.clerk)
        with transaction():
            go_on(letter, n, cast)


def go_on(letter: IncomingLetter, n: int, cast: SimpleNamespace) -> None:
    if n == 7:
        incoming.cancel(letter, cast.clerk, "Gửi nhầm, đã chuyển lại nơi gửi")
    elif n % 5 == 4:
        incoming.forward(letter, [Receiver(cast.two.id, Part.LEAD)], cast.clerk)
    else:
        incoming.present(letter, cast.leader, cast.clerk)
        due = letter.arrived_on + timedelta(days=14)
        receivers = [Receiver(cast.one.id, Part.LEAD, due), Receiver(cast.two.id, Part.SUPPORT)]
        words = "Chủ trì, phối hợp các đơn vị liên quan tham mưu văn bản trả lời."
        incoming.direct(letter, cast.leader, words, receivers, cast.leader, given_on=letter.arrived_on)
        incoming.see(letter, cast.head)
        incoming.advise(letter, "Giao Chuyên viên phòng 1 soạn văn bản trả lời, xong trong tuần.", cast.head)
        incoming.advise(letter, "Đề xuất tổng hợp số liệu của 12 hợp tác xã trước khi trả lời.", cast.staff)
        if n % 3 == 0:
            incoming.link_answer(letter, cast.clerk, outside=f"{60 + n}/LMHTX-TTTT")


def go_out(cast: SimpleNamespace) -> None:
    """Letters of every usual type, one cancelled; the post and the lending of filed copies."""
    receivers = cycle(SENT_TO)
    for n, (code, subject, unit) in enumerate(islice(cycle(WROTE), OUTGOING)):
        day = day_of(n, OUTGOING)
        entry = Entry(
            subject=subject.format(year=day.year), signer="Phó Chủ tịch", recipients=next(receivers),
            archive_unit=f"VT, {unit}", copies=5 + n % 9, sent_on=day,
        )  # fmt: skip
        with transaction():
            number = registers.register_outside(
                cast.van_phong.issuer, code, day, actor=cast.clerk, entry=entry, unit_symbol=unit
            )
        with transaction():
            if n == 11:
                registers.cancel_number(number, "Trùng nội dung với văn bản trước", cast.clerk)
            else:
                post(number, n, cast)
            if n % 2 == 0:
                lend(number, n, cast)


def post(number: RegisterNumber, n: int, cast: SimpleNamespace) -> None:
    for name in POSTED_TO[: 1 + n % 2]:
        sent = delivery.add_delivery(number, cast.clerk, outside_name=name)
        way = OUTSIDE_WAYS[0] if n % 4 else Way.HAND
        delivery.send(sent, cast.clerk, Sending(way, number.issued_on, 1, 1, f"EB{123456 + n}VN"))


def lend(number: RegisterNumber, n: int, cast: SimpleNamespace) -> None:
    use = service_uses.Use(number.issued_on, f"Chuyên viên phòng {1 + n % 2}", "Chánh Văn phòng", f"{4 + n % 6:02}-VP")
    lent = service_uses.lend_copy(number, cast.clerk, use)
    session.flush()
    if n % 6:
        service_uses.give_back_copy(lent, cast.clerk, min(number.issued_on + timedelta(days=2), today()))


def day_of(n: int, count: int) -> date:
    """The days of the last weeks, the last thing today; never before the year begins."""
    return max(today() - timedelta(days=count - 1 - n), date(today().year, 1, 1))


def papers(instance: Path) -> dict[str, bytes]:
    """The papers as the clerk gets them."""
    app = make_app(instance)
    with app.app_context():
        Base.metadata.create_all(db.engine)
        cast = Office().cast()
        fill(cast)
        assert session.scalars(select(Delivery).limit(1)).one()
        clerk = Visitor(app).sign_in(cast.clerk)
        return {name: clerk.client.get(address).data for name, address in PAPERS.items()}


def main(folder: Path, picture: Path | None) -> None:
    """Write the PDFs, and the sheet when it is asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    pages: list[Image.Image] = []
    with tempfile.TemporaryDirectory() as instance:
        for name, pdf in papers(Path(instance)).items():
            (folder / f"{name}.pdf").write_bytes(pdf)
            pages += pictures(pdf)
    if picture:
        sheet(pages).save(picture, optimize=True)


def pictures(pdf: bytes) -> list[Image.Image]:
    """Its cover, the first page after the cover's twin, and its last, each fitted into a place of the sheet."""
    pages = list(pypdfium2.PdfDocument(pdf))
    shown = [
        pages[n].render(scale=2).to_pil().convert("L") for n in sorted({0, min(2, len(pages) - 1), len(pages) - 1})
    ]
    for page in shown:
        page.thumbnail(PLACE)
    return shown


def sheet(pages: list[Image.Image]) -> Image.Image:
    """The pages in rows."""
    width, height = PLACE[0] + GAP, PLACE[1] + GAP
    whole = Image.new("L", (IN_A_ROW * width + GAP, -(-len(pages) // IN_A_ROW) * height + GAP), 200)
    for n, page in enumerate(pages):
        whole.paste(page, (GAP + n % IN_A_ROW * width, GAP + n // IN_A_ROW * height))
    return whole


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
