"""A letter signed with a key: signed before it has a number, numbered, sealed; other programs accept it."""

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from intranet.commands.demo_keys import SIGNER
from intranet.docservice.signing.keys import open_key_file
from intranet.docservice.signing.sign import sign
from tests.docservice.signing.tampering import other_number, updated
from tests.journeys.conftest import RunningOffice, Sit
from tests.journeys.desk import Desk

LETTER = re.compile("Tập huấn chuyển đổi số cho cán bộ quản lý")


def signed_with_the_token(office: RunningOffice, copy: Path) -> bytes:
    """What the program of the signer's token does, which stands beside his machine."""
    key = (office.instance / "demo-keys" / f"{SIGNER}.p12").read_bytes()
    with ThreadPoolExecutor(1) as another_machine:  # the browser's own event loop runs in this thread
        signer = open_key_file(key, office.password)
        return another_machine.submit(sign, copy.read_bytes(), signer, name="Phó Chủ tịch").result()


def send_file(desk: Desk, label: str, button: str, name: str, content: bytes) -> None:
    desk.page.get_by_label(label).set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
    desk.press(button)


def test_signed_numbered_sealed_issued_and_verified(sit: Sit, running_office: RunningOffice, tmp_path: Path) -> None:
    signer = sit(SIGNER)
    signer.open("/documents?state=presented")
    signer.follow(LETTER)
    letter = signer.path
    signer.press("Ký số")
    width, height = signer.see(signer.page.locator(".letter img").first)
    assert height > width > 400
    with signer.page.expect_download() as download:
        signer.page.get_by_role("link", name="Tải bản để ký").click()
    copy = tmp_path / "copy.pdf"
    download.value.save_as(copy)
    send_file(signer, "Tệp PDF đã ký", "Gửi bản đã ký", "ky.pdf", copy.read_bytes())
    assert "chưa có chữ ký mới" in signer.text()
    send_file(signer, "Tệp PDF đã ký", "Gửi bản đã ký", "ky.pdf", signed_with_the_token(running_office, copy))
    assert "Đã ký số" in signer.page.locator("body").inner_text()

    clerk = sit("vanthu")
    clerk.open(letter)
    clerk.act("Cấp số")
    assert "Chờ ký số của cơ quan" in clerk.text("main .lead")
    clerk.follow("Ký số của cơ quan")
    clerk.fill("Mật khẩu hoặc mã PIN", "sai")
    clerk.press("Ký số của cơ quan")
    assert "sai mật khẩu" in clerk.text()
    clerk.fill("Mật khẩu hoặc mã PIN", running_office.password)
    clerk.press("Ký số của cơ quan")
    address = clerk.page.get_by_role("link", name="Bản ký số").get_attribute("href")
    sealed = tmp_path / "sealed.pdf"
    sealed.write_bytes(clerk.page.request.get(f"{clerk.address}{address}").body())
    said = subprocess.run(["pdfsig", "-nocert", str(sealed)], capture_output=True, text=True).stdout
    assert said.count("Signature is Valid") == 2

    anybody = sit("chuyenvien.tttt")
    anybody.open("/signatures/verify")
    send_file(anybody, "Tệp PDF", "Kiểm tra", "van-ban.pdf", sealed.read_bytes())
    assert "mọi chữ ký đều tin cậy được" in anybody.text()
    forged = updated(sealed.read_bytes(), other_number)
    send_file(anybody, "Tệp PDF", "Kiểm tra", "van-ban.pdf", forged)
    assert "Không hợp lệ" in anybody.text() and re.search("ô Số từ “[0-9]+” thành “44”", anybody.text())
