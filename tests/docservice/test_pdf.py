"""A .docx becomes a PDF with a real LibreOffice, whatever happens to that LibreOffice meanwhile."""

import fcntl
import http.server
import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pypdf import PdfReader

from intranet.docservice import pdf as pdf_module
from intranet.docservice.errors import DocError
from intranet.docservice.fonts import why_poor_letters, write_fontconfig
from intranet.docservice.pdf import PdfMaker, is_available, why_not
from intranet.docservice.pdf_pool import to_pdf
from tests.support.office_files import VIETNAMESE, letter, picture, raw_docx, relations

ROOT = Path(__file__).parents[2]
LIBERATION = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PdfMaker]:
    with PdfMaker(tmp_path_factory.mktemp("maker")) as warm:
        yield warm


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def fonts_of(pdf: bytes) -> set[str]:
    """The families a PDF draws with: "BAAAAA+LiberationSerif-Bold" is LiberationSerif."""
    found = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            found.add(str(font.get_object()["/BaseFont"]).lstrip("/").split("+")[-1].split("-")[0])
    return found


def children_of(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def office_of(maker: PdfMaker) -> int:
    """The process id of a warm maker's LibreOffice."""
    assert maker._child
    (office,) = children_of(maker._child.process.pid)
    return office


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition: Callable[[], bool], seconds: int = 30) -> None:
    pause = threading.Event()
    for _ in range(seconds * 20):
        if condition():
            return
        pause.wait(0.05)
    raise AssertionError("it never happened")


def refusal(action: Callable[[], object]) -> str:
    with pytest.raises(DocError) as refused:
        action()
    return refused.value.code


def test_words_and_accents_arrive(maker: PdfMaker) -> None:
    words = "Kế hoạch tuyên truyền: Đặng, Ỹ, ữ, ặ; 1.234.000 đồng & <vụ>"
    pdf = maker.convert(letter(words))
    assert pdf.startswith(b"%PDF-")
    assert words in text_of(pdf)


def test_pdfa_is_whole_in_itself_and_says_so(maker: PdfMaker) -> None:
    """PDF/A-2b: metadata that says so, one intended colour space, every font inside, nothing that runs."""
    archive, plain = maker.convert(letter(VIETNAMESE), pdfa=True), maker.convert(letter())
    root = PdfReader(io.BytesIO(archive)).trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata and "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    (intent,) = root["/OutputIntents"]
    assert intent.get_object()["/S"] == "/GTS_PDFA1" and intent.get_object()["/DestOutputProfile"]
    for page in PdfReader(io.BytesIO(archive)).pages:
        for font in page["/Resources"]["/Font"].values():
            (descendant,) = font.get_object().get("/DescendantFonts", [font])
            assert descendant.get_object()["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data()
    assert b"/JavaScript" not in archive and b"/Encrypt" not in archive
    assert b"pdfaid:part" not in plain


def test_the_offices_own_font_is_used(tmp_path: Path) -> None:
    """A font put into the folder appears under its own name: here Liberation Serif, renamed in its name table."""
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    font = LIBERATION.read_bytes()
    for encoding in ("utf-16-be", "ascii"):
        font = font.replace("Liberation Serif".encode(encoding), "Liberaxion Serif".encode(encoding))
        font = font.replace("LiberationSerif".encode(encoding), "LiberaxionSerif".encode(encoding))
    (fonts / "own.ttf").write_bytes(font)
    pdf = to_pdf(letter(VIETNAMESE, font="Liberaxion Serif"), fonts_folder=fonts)
    assert fonts_of(pdf) == {"LiberaxionSerif"}


def test_the_fonts_folder_may_have_any_name(tmp_path: Path) -> None:
    fonts = tmp_path / "phông & <chữ>"
    fonts.mkdir()
    (fonts / "own.ttf").write_bytes(LIBERATION.read_bytes())
    environment = {**os.environ, "FONTCONFIG_FILE": str(write_fontconfig(tmp_path, fonts))}
    listed = subprocess.run(["fc-list"], env=environment, capture_output=True, text=True, check=True).stdout
    assert str(fonts / "own.ttf") in listed


def test_the_machine_has_the_letters_and_says_so_when_it_has_not(tmp_path: Path) -> None:
    assert why_poor_letters() == ""
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    assert "fonts-liberation2" in why_poor_letters(tmp_path / "fonts.conf")


BROKEN = {
    "nothing": (b"", "file_empty"),
    "text named docx": ("Kính gửi: các phòng".encode(), "file_is_text"),
    "random bytes": (bytes(range(256)) * 40, "file_unknown"),
    "cut in the middle": (letter()[:9000], "office_broken"),
    "no words": (raw_docx(parts={"word/document.xml": b""}), "office_broken"),
    "raw ampersand": (raw_docx("<w:p><w:r><w:t>Sở & Vụ</w:t></w:r></w:p>"), "office_broken"),
    "another root": (raw_docx(parts={"word/document.xml": "<html/>"}), "office_not_that"),
}


@pytest.mark.parametrize(("docx_bytes", "code"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_named_before_libreoffice_sees_it(docx_bytes: bytes, code: str, tmp_path: Path) -> None:
    maker = PdfMaker(tmp_path / "never started")
    assert refusal(lambda: maker.convert(docx_bytes)) == code
    assert not (tmp_path / "never started").exists()


def test_what_libreoffice_cannot_load_is_refused_and_the_next_letter_comes(
    maker: PdfMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without_guard:
        without_guard.setattr(pdf_module, "check_docx", lambda docx_bytes: None)
        assert refusal(lambda: maker.convert(letter()[:9000], timeout=30)) == "pdf_not_loaded"
        assert refusal(lambda: maker.convert("chữ thường".encode(), timeout=30)) == "pdf_not_loaded"
    assert "Thư sau" in text_of(maker.convert(letter("Thư sau")))


def test_killed_in_the_middle_of_a_conversion_the_letter_still_comes(maker: PdfMaker) -> None:
    maker.convert(letter())
    office = office_of(maker)
    os.kill(office, signal.SIGSTOP)  # So that the conversion is under way, surely, when the kill comes.
    with ThreadPoolExecutor() as thread:
        conversion = thread.submit(maker.convert, letter("Vẫn ra PDF"))
        wait_for(lambda: any((maker._folder / "work").glob("*.docx")))
        os.kill(office, signal.SIGKILL)
        assert "Vẫn ra PDF" in text_of(conversion.result())
    assert office_of(maker) != office


def test_killed_between_two_letters_the_next_still_comes(maker: PdfMaker) -> None:
    maker.convert(letter())
    os.kill(office_of(maker), signal.SIGKILL)
    assert "Thư sau" in text_of(maker.convert(letter("Thư sau")))


def test_killed_at_every_try_is_refused_and_later_letters_come(
    maker: PdfMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = pdf_module._Child.ask

    def ask_and_die(child, *arguments, **order):
        os.kill(office_of(maker), signal.SIGKILL)
        return ask(child, *arguments, **order)

    with monkeypatch.context() as dying:
        dying.setattr(pdf_module._Child, "ask", ask_and_die)
        assert refusal(lambda: maker.convert(letter())) == "pdf_crashed"
    assert "Thư sau" in text_of(maker.convert(letter("Thư sau")))


@pytest.mark.parametrize(("rows", "seconds"), [(1, 30), (20_000, 54), (600_000, 120)])
def test_a_long_letter_gets_more_time(rows: int, seconds: int) -> None:
    docx = raw_docx("<w:p><w:r><w:t>Nội dung của một dòng</w:t></w:r></w:p>" * rows)
    assert round(pdf_module._deadline(docx)) == seconds


def test_too_slow_is_stopped_and_the_next_letter_comes(maker: PdfMaker) -> None:
    maker.convert(letter())
    office = office_of(maker)
    os.kill(office, signal.SIGSTOP)
    with pytest.raises(DocError, match="hơn 1 giây"):
        maker.convert(letter(), timeout=1)
    wait_for(lambda: not is_running(office))
    assert "Thư sau" in text_of(maker.convert(letter("Thư sau")))


def test_it_is_renewed_after_so_many_letters(tmp_path: Path) -> None:
    with PdfMaker(tmp_path / "thư mục có dấu", recycle_after=1) as maker:
        maker.convert(letter())
        first = office_of(maker)
        assert "Thư sau" in text_of(maker.convert(letter("Thư sau")))
        assert office_of(maker) != first
        assert not is_running(first)


def test_closing_leaves_no_process_and_no_file_of_the_letter(tmp_path: Path) -> None:
    with PdfMaker(tmp_path) as maker:
        maker.convert(letter())
        assert maker._child
        left = [maker._child.process.pid, office_of(maker)]
        pipe = Path(f"/tmp/OSL_PIPE_{os.getuid()}_{maker._child.pipe}")
        assert pipe.exists()
    assert not any(map(is_running, left))
    assert not pipe.exists()
    assert not [path for path in (tmp_path / "work").rglob("*") if path.suffix in (".docx", ".pdf")]


PARENT = """
import sys
from pathlib import Path
from intranet.docservice.pdf import PdfMaker
maker = PdfMaker(Path(sys.argv[1]))
maker.convert(Path(sys.argv[2]).read_bytes())
print(maker._child.process.pid, flush=True)
sys.stdin.read()
maker.close()
"""


@pytest.mark.parametrize("victim", ["the program itself", "the child that holds the pipe"])
def test_nothing_stays_behind_a_kill(victim: str, tmp_path: Path) -> None:
    (tmp_path / "thu.docx").write_bytes(letter())
    command = [sys.executable, "-c", PARENT, str(tmp_path / "maker"), str(tmp_path / "thu.docx")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdin and parent.stdout
        child = int(parent.stdout.readline())
        (office,) = children_of(child)
        os.kill(parent.pid if victim == "the program itself" else child, signal.SIGKILL)
        wait_for(lambda: not is_running(child) and not is_running(office))
        parent.stdin.close()


def test_a_fork_of_the_program_leaves_its_parents_libreoffice_alone(tmp_path: Path) -> None:
    with PdfMaker(tmp_path) as maker:
        maker.convert(letter())
        office = office_of(maker)
        fork = os.fork()
        if fork == 0:
            maker.close()
            os._exit(0)
        os.waitpid(fork, 0)
        assert "Thư sau" in text_of(maker.convert(letter("Thư sau")))
        assert office_of(maker) == office


def test_two_makers_work_at_once_with_folders_of_their_own(tmp_path: Path, maker: PdfMaker) -> None:
    with PdfMaker(tmp_path) as other, ThreadPoolExecutor() as threads:
        turns = [(maker, "một"), (other, "hai"), (maker, "ba"), (other, "bốn")]
        pdfs = [threads.submit(who.convert, letter(f"Thư {word}")) for who, word in turns]
        assert [text_of(pdf.result()).strip() for pdf in pdfs] == ["Thư một", "Thư hai", "Thư ba", "Thư bốn"]


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    with open(tmp_path / "lock", "w") as lock, PdfMaker(tmp_path, wait_for_folder=0) as maker:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert refusal(lambda: maker.convert(letter())) == "pdf_busy"
        fcntl.flock(lock, fcntl.LOCK_UN)
        assert maker.convert(letter())


def test_a_spoilt_profile_is_made_anew(tmp_path: Path) -> None:
    with PdfMaker(tmp_path) as maker:
        maker.convert(letter())
    for path in (tmp_path / "profile").rglob("*"):
        if path.is_file():
            path.write_bytes(b"<spoilt")
    with PdfMaker(tmp_path) as maker:
        assert maker.convert(letter())


def test_a_letter_shows_no_file_of_the_machine(maker: PdfMaker, tmp_path: Path) -> None:
    (tmp_path / "anh.png").write_bytes(picture("PNG"))
    pdf = maker.convert(letter_with_linked_picture((tmp_path / "anh.png").as_uri()))
    assert list(PdfReader(io.BytesIO(pdf)).pages[0].images) == []


def test_a_letter_fetches_nothing_from_the_network(maker: PdfMaker) -> None:
    asked: list[str] = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *arguments: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/anh.png"
        maker.convert(letter_with_linked_picture(address))
        server.shutdown()
    assert asked == []


LINKED_PICTURE = """
<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">
<wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="anh"/>
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">
<pic:nvPicPr><pic:cNvPr id="0" name="anh"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="r1"/>
<a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>
</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""


def letter_with_linked_picture(address: str) -> bytes:
    rels = relations(("image", address, True))
    return raw_docx(LINKED_PICTURE, parts={"word/_rels/document.xml.rels": rels})


def test_this_machine_can_make_pdfs() -> None:
    assert why_not() == ""
    assert is_available()


def test_without_libreoffice_the_sentence_says_what_is_missing_and_what_still_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not is_available()
    with pytest.raises(DocError) as refused:
        PdfMaker(tmp_path).convert(letter())
    assert refused.value.code == "pdf_unavailable"
    assert "libreoffice-writer-nogui" in refused.value.sentence
    assert "Tệp .docx vẫn tải về được" in refused.value.sentence


def test_without_the_uno_bindings_the_sentence_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "_has_uno", lambda: False)
    assert "python3-uno" in why_not()


def test_a_pdf_that_is_none_is_not_handed_on(tmp_path: Path) -> None:
    for content in (b"", b"<html>", b"%PDF-1.7 and nothing else"):
        (tmp_path / "x.pdf").write_bytes(content)
        assert refusal(lambda: pdf_module._sound_pdf(tmp_path / "x.pdf")) == "pdf_bad_output"
    assert refusal(lambda: pdf_module._sound_pdf(tmp_path / "missing.pdf")) == "pdf_bad_output"
