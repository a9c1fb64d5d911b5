"""A letter signed with a key: signed before it has a number, numbered, sealed; other programs accept it."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2 as pdfium
import zxingcpp

from intranet.commands.demo_keys import SIGNER
from intranet.docservice.signing.demonstration import Authority, Holder, pem
from intranet.docservice.signing.keys import open_key_file
from intranet.docservice.signing.sign import sign
from intranet.docservice.signing.trust import read_trust
from intranet.docservice.signing.verify import verify
from tests.docservice.signing.tampering import annotation, other_number, page_at_the_end, text_over_the_page, updated
from tests.docservice.signing.test_token import AGENT
from tests.docservice.signing.token import KEY, PIN, TOKEN, make_token
from tests.journeys.conftest import PROJECT, RunningOffice, Sit
from tests.journeys.desk import Desk
from tests.journeys.letters import LETTER as TYPED
from tests.journeys.letters import begin, fill_in

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


def number_it(clerk: Desk, letter: str) -> None:
    clerk.open(letter)
    clerk.act("Cấp số")
    assert "Chờ ký số của cơ quan" in clerk.text("main .lead")
    clerk.follow("Ký số của cơ quan")


def seal_it(clerk: Desk, secret: str) -> None:
    clerk.fill("Mật khẩu hoặc mã PIN", secret)
    clerk.press("Ký số của cơ quan")


def sealed_file(clerk: Desk) -> bytes:
    """The sealed letter, as its page gives it."""
    address = clerk.page.get_by_role("link", name="Bản ký số").get_attribute("href")
    return clerk.page.request.get(f"{clerk.address}{address}").body()


def poppler_accepts_both(sealed: bytes, folder: Path) -> None:
    (folder / "sealed.pdf").write_bytes(sealed)
    command = ["pdfsig", "-nocert", str(folder / "sealed.pdf")]
    assert subprocess.run(command, capture_output=True, text=True).stdout.count("Signature is Valid") == 2


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
    number_it(clerk, letter)
    seal_it(clerk, "sai")
    assert "sai mật khẩu" in clerk.text()
    seal_it(clerk, running_office.password)
    sealed = sealed_file(clerk)
    poppler_accepts_both(sealed, tmp_path)

    anybody = sit("chuyenvien.tttt")
    anybody.open("/signatures/verify")
    send_file(anybody, "Tệp PDF", "Kiểm tra", "van-ban.pdf", sealed)
    assert "mọi chữ ký đều tin cậy được" in anybody.text()
    pages = len(pdfium.PdfDocument(sealed))
    told = {
        other_number: "ô Số từ “[0-9]+” thành “44”",
        text_over_the_page: "trang 1: thêm “",
        annotation: "trang 1: thêm 1 chú thích",
        page_at_the_end: f"số trang từ {pages} thành {pages + 1}",
    }
    for change, words in told.items():
        send_file(anybody, "Tệp PDF", "Kiểm tra", "van-ban.pdf", updated(sealed, change))
        assert "Không hợp lệ" in anybody.text() and re.search(words, anybody.text()), words


def written_and_checked(sit: Sit) -> str:
    """A công văn, written, checked twice and presented to the deputy; gives its page."""
    # Without a script no page opens itself again when its PDF is ready.
    drafter, head, clerk = (sit(person, script=False) for person in ("chuyenvien.tttt", "truong.tttt", "vanthu"))
    begin(drafter, "công văn")
    fill_in(drafter, TYPED | {"trich_yeu": "mời dự lớp ký số bằng thiết bị"})
    drafter.press("Lưu bản dự thảo")
    letter = drafter.path
    drafter.press("Trình kiểm tra")
    for checker, words in ((head, "Đã kiểm tra nội dung"), (clerk, "Đã kiểm tra thể thức")):
        checker.open(letter)
        checker.act(words)
    drafter.open(letter)
    drafter.press("Trình ký")
    return letter


def trust_and_bind(sit: Sit, office: RunningOffice, holder: Holder, authority: Authority) -> None:
    """The admin copies the authority's files and binds the certificate to its holder, on his page."""
    (office.instance / "trust" / "thiet-bi.pem").write_bytes(pem(authority.certificate))
    (office.instance / "trust" / "thiet-bi.crl").write_bytes(authority.revocation_list())
    admin = sit("quantri")
    admin.open("/admin/signatures")
    admin.unfold("Gắn chứng thư số")
    admin.page.locator("#bind_certificate-owner").select_option(label="Phó Chủ tịch phụ trách thi đua")
    send_file(admin, "Tệp chứng thư số", "Gắn", "ky.pem", pem(holder.certificate))
    assert "Đã gắn chứng thư số" in admin.page.locator("body").inner_text()


def give_the_office_a_token(office: RunningOffice, holder: Holder) -> None:
    """The office's key on a token at the server, named by the admin's command."""
    module = make_token(office.instance, holder)
    settings = {"INTRANET_INSTANCE": str(office.instance), "SOFTHSM2_CONF": str(office.instance / "softhsm2.conf")}
    command = [sys.executable, "-m", "flask", "office", "seal-token", "quantri", "--module", module]
    command += ["--token", TOKEN, "--key", KEY, "--pin", PIN]
    environment = {**os.environ, **settings}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def sign_next_to_the_token(signer: Desk, folder: Path, module: str) -> None:
    """Carry the request to the program beside the token, and its answer back."""
    signer.unfold("Ký bằng chương trình ký của cơ quan")
    with signer.page.expect_download() as download:
        signer.button("Tải yêu cầu ký").click()
    download.value.save_as(folder / "yeu-cau-ky-1.json")
    command = [sys.executable, str(AGENT), "yeu-cau-ky-1.json", "--module", module, "--token", TOKEN, "--key", KEY]
    environment = {**os.environ, "SOFTHSM2_CONF": str(folder / "softhsm2.conf")}
    run = [*command, "--pin-from-input"]
    done = subprocess.run(run, cwd=folder, input=f"{PIN}\n", env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    answer = (folder / "tra-loi-1.json").read_bytes()
    signer.page.get_by_label("Tệp trả lời").set_input_files(
        {"name": "tra-loi-1.json", "mimeType": "application/json", "buffer": answer}
    )
    signer.press("Gửi tệp trả lời")


def test_signed_next_to_a_token_sealed_by_a_token_delivered_and_checked_on_paper(
    sit: Sit, running_office: RunningOffice, tmp_path: Path
) -> None:
    authority = Authority("CA của thiết bị")
    holder = authority.issue("Phó Chủ tịch")
    give_the_office_a_token(running_office, authority.issue("Cơ quan", organisation="Cơ quan"))
    trust_and_bind(sit, running_office, holder, authority)
    letter = written_and_checked(sit)

    signer = sit(SIGNER)
    signer.open(letter)
    signer.press("Ký số")
    signer.see(signer.page.locator(".letter img").first)
    sign_next_to_the_token(signer, tmp_path, make_token(tmp_path, holder))
    assert "Đã ký số" in signer.page.locator("body").inner_text()

    clerk = sit("vanthu")
    number_it(clerk, letter)
    seal_it(clerk, "0000")
    assert "mã PIN" in clerk.text()
    seal_it(clerk, PIN)
    sealed = sealed_file(clerk)
    poppler_accepts_both(sealed, tmp_path)
    clerk.follow("Phát hành")
    clerk.press("Phát hành")
    assert "Đã phát hành" in clerk.text()
    assert verify(sealed, read_trust(running_office.instance / "trust")).valid
    address = clerk.page.get_by_role("link", name="Bản để in").get_attribute("href")
    paper = pdfium.PdfDocument(clerk.page.request.get(f"{clerk.address}{address}").body())
    [qr] = zxingcpp.read_barcodes(paper[0].render(scale=200 / 72, grayscale=True).to_pil())
    stranger = sit("", phone=True, script=False)
    stranger.open(qr.text.removeprefix(stranger.address))
    assert "Còn hiệu lực" in stranger.text() and "đúng, do cơ quan tạo" in stranger.text()
