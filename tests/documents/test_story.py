"""A kế hoạch from its form to the register and the departments' tasks, as the people of the office do it."""

import io

from sqlalchemy import select

from intranet.core.clock import today
from intranet.core.db import session
from intranet.core.files import read
from intranet.docservice.word import docx_text, find_controls
from intranet.documents.models import Document
from intranet.plans.models import Task
from tests.documents.conftest import Letters, one_page_pdf
from tests.support.visitor import Visitor

FORM = {
    "trich_yeu": "Tập huấn chuyển đổi số năm 2026",
    "can_cu": "Căn cứ Chương trình công tác năm 2026\nTheo đề nghị của Trưởng phòng",
    "mo_dau": "Cơ quan ban hành Kế hoạch như sau:",
    "noi_dung": "I. Mục đích\n1. Giúp cán bộ nắm được cách làm.\nII. Nội dung\n1. Mở 04 lớp.",
    "phan_cong-0-don_vi": "Phòng Thông tin và tuyên truyền",
    "phan_cong-0-noi_dung": "Mời giảng viên.",
    "phan_cong-0-phoi_hop": "Văn phòng",
    "phan_cong-0-han": "20/03/2030",
    "phan_cong-1-don_vi": "",
    "phan_cong-1-noi_dung": "Đưa tin về các lớp.",
    "phan_cong-1-phoi_hop": "",
    "phan_cong-1-han": "",
    "phan_cong-2-don_vi": "Phòng Kiểm tra Tổ chức thành viên",
    "phan_cong-2-noi_dung": "Vận động hợp tác xã.",
    "phan_cong-2-phoi_hop": "",
    "phan_cong-2-han": "",
    "ket": "Trên đây là Kế hoạch.",
    "noi_nhan": "Các phòng\nLưu: VT, PTTTT",
}


def test_from_the_form_to_the_register_and_the_tasks(app, letters: Letters, visitor: Visitor) -> None:
    cast = letters.cast
    visitor.sign_in(cast.staff)
    page = visitor.press("Soạn kế hoạch", on=visitor.visit("/documents/new"))
    page = visitor.press("Lưu bản dự thảo", on=page, **FORM, nguoi_ky=letters.signing.id)
    assert page.heading == FORM["trich_yeu"]
    address = page.url
    visitor.press("Trình kiểm tra", on=page)

    page = Visitor(app).sign_in(cast.head).visit(address)
    head = Visitor(app).sign_in(cast.head)
    head.press("Đã kiểm tra nội dung", on=page)
    clerk = Visitor(app).sign_in(cast.clerk)
    clerk.press("Đã kiểm tra thể thức", on=clerk.visit(address))
    visitor.press("Trình ký", on=visitor.visit(address))
    leader = Visitor(app).sign_in(cast.leader)
    leader.press("Duyệt và ký", on=leader.visit(address))

    page = clerk.press("Cấp số", on=clerk.visit(address))
    assert "01/KH-LMHTX" in page.text
    page = clerk.press("Gửi", on=page, files=(io.BytesIO(one_page_pdf()), "ky.pdf"))
    page = clerk.visit(f"{address}/issue")
    page = clerk.press("Phát hành", on=page)

    letter = session.scalars(select(Document)).one()
    session.refresh(letter)
    assert letter.state == "issued"
    controls = find_controls(read(letter.numbered.docx_sha256))
    assert controls["so"] == "01"
    assert str(today().year) in controls["ngay"]
    assert "Mời giảng viên." in docx_text(read(letter.numbered.docx_sha256))
    tasks = session.scalars(select(Task).order_by(Task.id)).all()
    assert [(task.lead.short_name, task.words, task.place) for task in tasks] == [
        ("PTTTT", "Mời giảng viên.", "III.1"),
        ("PTTTT", "Đưa tin về các lớp.", "III.1"),
        ("PKTTCTV", "Vận động hợp tác xã.", "III.2"),
    ]
    assert [unit.short_name for unit in tasks[0].supports] == ["VP"]
    assert tasks[0].deadline.isoformat() == "2030-03-20"
