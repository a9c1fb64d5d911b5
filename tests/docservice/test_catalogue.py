"""Folders become templates; a folder with problems is set aside and each problem is named at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.letters.frame import head, line, package
from intranet.docservice.catalogue import load_catalogue
from intranet.docservice.errors import DocError
from intranet.docservice.nd30 import LETTER_TYPES, notation
from intranet.docservice.package import read_part, replace_part
from tests.support.letters import DOCTEMPLATES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of templates with one sound one."""
    shutil.copytree(DOCTEMPLATES / "ke_hoach", tmp_path / "ke_hoach")
    return tmp_path


def write(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def test_a_template_knows_its_form() -> None:
    template = load_catalogue(DOCTEMPLATES).get("ke_hoach")
    assert (template.title, template.letter_type.abbreviation) == ("Kế hoạch", "KH")
    assert [section.title for section in template.sections][-1] == "Người ký và nơi nhận"
    known = {field.known: field.key for field in template.fields if field.known}
    assert known == {
        "office": "co_quan",
        "letter_number": "so",
        "letter_date": "ngay",
        "signer": "nguoi_ky",
        "recipients": "noi_nhan",
    }


def test_the_revision_changes_with_any_file(folder: Path) -> None:
    before = load_catalogue(folder).get("ke_hoach").revision
    assert load_catalogue(folder).get("ke_hoach").revision == before
    write(folder / "ke_hoach/template.toml", lambda text: text + "\n")
    assert load_catalogue(folder).get("ke_hoach").revision != before


def test_an_unknown_template_is_refused_with_the_known_ones(folder: Path) -> None:
    with pytest.raises(DocError) as caught:
        load_catalogue(folder).get("quyet_dinh")
    assert caught.value.sentence == "Không có mẫu “quyet_dinh”. Các mẫu hiện có: ke_hoach."


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda text: text.replace('kind = "signer"', 'kind = "chu_ky"'), "Trường “nguoi_ky”: không có loại “chu_ky”"),
        (lambda text: text.replace('known = "signer"', 'known = "sep"'), "không có giá trị known “sep”"),
        (lambda text: text.replace('type = "ke_hoach"', 'type = "ke"'), "template.toml: không có loại văn bản “ke”."),
        (lambda text: text.replace('key = "so"', 'key = "ngay"'), "Trường “ngay” khai báo nhiều lần."),
        (lambda text: text.replace('section = "cuoi"', 'section = "het"'), "Trường “nguoi_ky”: không có phần “het”."),
        (lambda text: text.replace("required = true", 'required = "có"', 1), "“required” phải là true hoặc false"),
        (lambda text: text.replace("max_items", "toi_da", 1), "không có thuộc tính “toi_da”"),
        (lambda text: text.replace('label = "Số"\n', ""), "Trường “so”: thiếu label."),
        (
            lambda text: text.replace('key = "mo_dau"', 'key = "mo_bai"'),
            "Đoạn 7: Vòng lặp qua “mo_dau”, mà biểu mẫu không có danh sách ấy",
        ),
        (
            lambda text: text.replace('kind = "letter_number"', 'kind = "text"'),
            "đúng một trường loại letter_number (số)",
        ),
        (lambda text: text + "\nthua = ", "template.toml: không đọc được"),
        (lambda text: 'mau = "đỏ"\n' + text, "template.toml: không có thuộc tính “mau”."),
        (
            lambda text: text.replace('follows = "noi_dung"', 'follows = "ket"'),
            "follows phải là tên một trường loại outline",
        ),
        (lambda text: text.replace("order = 10", 'order = "một"'), "template.toml: “order” phải là một số."),
        (lambda text: text.replace('type = "ke_hoach"', 'type = ["ke_hoach"]'), "“type” phải là một dòng chữ"),
        (lambda text: text.replace('title = "Nội dung"', 'ten = "Nội dung"'), "mỗi [[sections]] phải có id, title"),
        (lambda text: text.replace('kind = "signer"', "kind = 5"), "“kind” phải là một dòng chữ"),
        (lambda text: text.replace("max_items = 60", "max_items = true"), "“max_items” phải là một số"),
        (lambda text: text.replace('"Theo từng đơn vị", ', '["x"], '), "“choices” phải là một danh sách"),
        (lambda text: "fields = [1]\n" + text.split("[[fields]]")[0], "mỗi [[fields]] phải là một bảng tên – giá trị."),
        (lambda text: text.replace("choices = [", "choices = []\nx = ["), "loại choice phải có choices"),
    ],
)
def test_each_problem_of_a_form_is_named(folder: Path, change: Callable[[str], str], problem: str) -> None:
    write(folder / "ke_hoach/template.toml", change)
    catalogue = load_catalogue(folder)
    assert not list(catalogue)
    assert problem in " ".join(catalogue.problems["ke_hoach"])
    with pytest.raises(DocError) as caught:
        catalogue.get("ke_hoach")
    assert caught.value.code == "broken_template" and problem in caught.value.sentence


@pytest.mark.parametrize(
    ("docx", "problem"),
    [
        (b"not a zip", "template.docx, Tệp Word: Không đọc được tệp Word này"),
        (package(head(), line("Nội dung", "{{ la_lung }}")), "Đoạn 1: Biểu mẫu không có mục “la_lung”"),
        (
            package(head(), line("Nội dung", "{% if so %}")),
            "Đoạn 1: {% if so %} thiếu {% endif %}. Thêm {% endif %} vào sau phần phải in.",
        ),
        (package(line("Nội dung", "{{ so }}")), "Mất ô nội dung “ngay”"),
    ],
)
def test_each_problem_of_the_file_is_named(folder: Path, docx: bytes, problem: str) -> None:
    (folder / "ke_hoach/template.docx").write_bytes(docx)
    assert problem in " ".join(load_catalogue(folder).problems["ke_hoach"])


def test_a_missing_style_is_named(folder: Path) -> None:
    docx = (folder / "ke_hoach/template.docx").read_bytes()
    (folder / "ke_hoach/template.docx").write_bytes(without_style(docx, "Gạch đầu dòng"))
    assert load_catalogue(folder).problems["ke_hoach"] == (
        "template.docx, Tệp Word: Thiếu kiểu chữ (Style) “Gạch đầu dòng”. Chép lại kiểu ấy từ bản trước của mẫu.",
    )


def without_style(docx: bytes, name: str) -> bytes:
    styles = read_part(docx, "word/styles.xml") or b""
    return replace_part(docx, "word/styles.xml", styles.replace(name.encode(), b"khac"))


def test_problems_are_told_all_at_once_and_spare_the_other_templates(folder: Path) -> None:
    shutil.copytree(folder / "ke_hoach", folder / "hong")
    (folder / "hong/template.docx").unlink()
    write(folder / "hong/example.toml", lambda text: text.replace('so = "15"', 'so = "mười lăm"') + "\n[thua]\n")
    catalogue = load_catalogue(folder)
    assert [template.id for template in catalogue] == ["ke_hoach"]
    missing, number, unknown = catalogue.problems["hong"]
    assert missing == "Thiếu tệp template.docx."
    assert number.startswith("example.toml: Số: “mười lăm” không phải là số") and "thua" in unknown


def test_a_wrong_example_is_named(folder: Path) -> None:
    write(folder / "ke_hoach/example.toml", lambda text: text.replace('so = "15"', 'so = "mười lăm"'))
    assert "example.toml: Số: “mười lăm” không phải là số văn bản." in load_catalogue(folder).problems["ke_hoach"][0]


def test_hidden_folders_and_files_are_not_templates(folder: Path) -> None:
    (folder / ".cu").mkdir()
    (folder / "_nhap").mkdir()
    (folder / "README.md").write_text("", encoding="utf-8")
    assert load_catalogue(folder).problems == {}


def test_the_decree_knows_twenty_nine_types() -> None:
    abbreviations = [each.abbreviation for each in LETTER_TYPES.values() if each.abbreviation]
    assert len(LETTER_TYPES) == 29 and len(abbreviations) == len(set(abbreviations)) == 27


@pytest.mark.parametrize(
    ("letter_type", "unit", "text"),
    [
        ("quyet_dinh", "", "QĐ-LMHTX"),
        ("to_trinh", "VP", "TTr-LMHTX"),
        ("cong_van", "VP", "LMHTX-VP"),
        ("cong_van", "", "LMHTX"),
    ],
)
def test_notations(letter_type: str, unit: str, text: str) -> None:
    assert notation(LETTER_TYPES[letter_type], "LMHTX", unit) == text
