"""What a drafter types into the forms of letters, and a photographed sheet."""

import io

from PIL import Image, ImageDraw

from tests.journeys.desk import Desk

PLAN = {
    "trich_yeu": "Ra quân vệ sinh môi trường nông thôn",
    "noi_dung": "I. Mục đích\n1. Giữ sạch đường làng, ngõ xóm.\nII. Nội dung\n1. Mỗi hợp tác xã dọn một tuyến đường.",
    "ket": "Trên đây là Kế hoạch ra quân vệ sinh môi trường nông thôn.",
    "noi_nhan": "Như mục Tổ chức thực hiện\nLưu: VT, PTTTT",
}
HANDED_OUT = (
    ("Phòng Thông tin và tuyên truyền", "Đưa tin về ngày ra quân.", "20/12/2030"),
    ("Văn phòng", "Chuẩn bị dụng cụ cho ngày ra quân.", ""),
    ("các Phòng", "Cử người tham gia ngày ra quân.", ""),
)
LETTER = {
    "trich_yeu": "mời dự hội thảo liên kết tiêu thụ nông sản",
    "kinh_gui": "Các hợp tác xã thành viên",
    "noi_dung": "Mời các hợp tác xã dự hội thảo.\n1. Thời gian: một buổi.\n2. Địa điểm: hội trường cơ quan.",
    "ket": "Đề nghị các hợp tác xã dự đúng thành phần.",
    "noi_nhan": "Như trên\nLưu: VT, PTTTT",
}
DEPUTY = "Phó Chủ tịch phụ trách thi đua – KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"


def begin(desk: Desk, kind: str) -> None:
    """Choose the kind of letter on the page of templates."""
    desk.open("/documents/new")
    desk.press(f"Soạn {kind}")


def fill_in(desk: Desk, facts: dict[str, str], signer: str = DEPUTY) -> None:
    """Type the facts into the fields of these names, and choose the signer."""
    for name, words in facts.items():
        desk.page.locator(f"#van-ban [name={name}]").fill(words)
    desk.page.locator("#van-ban [name=nguoi_ky]").select_option(label=signer)


def hand_out(desk: Desk) -> None:
    """Type the tasks, a row each."""
    for n, (unit, words, deadline) in enumerate(HANDED_OUT):
        if n:
            desk.button("Thêm nhiệm vụ").click()
        for name, typed in (("don_vi", unit), ("noi_dung", words), ("han", deadline)):
            desk.page.locator(f"#van-ban [name=phan_cong-{n}-{name}]").fill(typed)


def photographed_sheet() -> bytes:
    """A signed and sealed page as a phone takes it."""
    sheet = Image.new("RGB", (1240, 1754), "#f4f1ea")
    pen = ImageDraw.Draw(sheet)
    for line in range(24):
        pen.rectangle((160, 240 + line * 48, 1080, 252 + line * 48), fill="#3a3a3a")
    pen.ellipse((700, 1380, 960, 1640), outline="#c02020", width=8)
    stream = io.BytesIO()
    sheet.save(stream, "JPEG", quality=80)
    return stream.getvalue()


def send_sheet(clerk: Desk) -> None:
    """Send the photographed sheet as what was signed and sealed."""
    clerk.unfold("Gửi bản quét")
    panel = clerk.page.locator("details.panel[open]")
    panel.locator("input[type=file]").set_input_files(
        {"name": "trang 1.jpg", "mimeType": "image/jpeg", "buffer": photographed_sheet()}
    )
    with clerk.page.expect_navigation(wait_until="domcontentloaded"):
        panel.get_by_role("button", name="Gửi", exact=True).click()
