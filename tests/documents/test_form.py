"""The form of a template: everything typed comes back as facts, in every kind of field, without a script too."""

import pytest
from werkzeug.datastructures import MultiDict

from intranet.docservice.catalogue import load_catalogue
from intranet.docservice.facts import check_facts
from intranet.documents.facts import Typed, in_words, is_asked
from intranet.documents.forms.letter import Control, Offered, problem_links, sections_of
from intranet.documents.forms.reading import as_iso, typed_from, units_from
from intranet.settings import PROJECT
from intranet.web.rows import rearranged, wanted_row

CATALOGUE = load_catalogue(PROJECT / "doctemplates")
TEMPLATES = {template.id: template for template in CATALOGUE}


def controls(template_id: str, facts: dict, problems=(), extra: str = "") -> dict[str, Control]:
    sections = sections_of(TEMPLATES[template_id], Typed(facts), Offered(()), problems, extra)
    return {control.name: control for section in sections for control in section.controls}


def as_sent(template_id: str, facts: dict) -> MultiDict:
    """What a browser sends back when it was shown these facts and nothing was touched."""
    sent: MultiDict = MultiDict()
    for control in controls(template_id, facts).values():
        for cell in (cell for row in control.rows for cell in row) if control.rows else (control,):
            sent.add(cell.name, cell.value.replace("\n", "\r\n"))
    return sent


@pytest.mark.parametrize("template_id", TEMPLATES)
def test_a_form_sent_back_untouched_is_the_same_letter(template_id: str) -> None:
    template = TEMPLATES[template_id]
    example = check_facts(template, template.example)
    assert not example.problems
    facts = {field.key: example.facts[field.key] for field in template.fields if is_asked(field)}
    typed = typed_from(template, as_sent(template_id, facts))
    again = check_facts(template, {**template.example, **typed.facts})
    assert again.problems == ()
    assert again.facts == example.facts


@pytest.mark.parametrize("template_id", TEMPLATES)
def test_an_empty_form_names_each_missing_field_beside_it(template_id: str) -> None:
    template = TEMPLATES[template_id]
    problems = check_facts(template, {}).problems
    required = {field.key for field in template.fields if field.required and is_asked(field)}
    shown = controls(template_id, {}, problems)
    assert {name for name, control in shown.items() if control.errors} == required
    places = {link["id"] for link in problem_links(template, problems)}
    assert required <= places


def test_a_wrong_cell_is_named_in_its_row() -> None:
    template = TEMPLATES["to_trinh"]
    facts = {"danh_sach": [{"ten": "HTX A", "hinh_thuc": "Giấy khen"}, {"ten": "", "hinh_thuc": "Giấy khen"}]}
    problems = [p for p in check_facts(template, facts).problems if p.path.startswith("danh_sach")]
    rows = controls("to_trinh", facts, problems)["danh_sach"].rows
    assert [[bool(cell.errors) for cell in row] for row in rows] == [
        [False, False, False, False],
        [True, False, False, False],
    ]
    assert problem_links(template, problems)[0]["id"] == "danh_sach-1-ten"


def test_a_wrong_deadline_is_named_in_its_task() -> None:
    template = TEMPLATES["ke_hoach"]
    units = [
        {"don_vi": "Văn phòng", "nhiem_vu": [{"noi_dung": "Một", "phoi_hop": [], "han": ""}]},
        {
            "don_vi": "Phòng A",
            "nhiem_vu": [
                {"noi_dung": "Hai", "phoi_hop": [], "han": ""},
                {"noi_dung": "Ba", "phoi_hop": [], "han": "mai"},
            ],
        },
    ]
    problems = [p for p in check_facts(template, {"phan_cong": units}).problems if p.path.startswith("phan_cong")]
    rows = controls("ke_hoach", {"phan_cong": units}, problems)["phan_cong"].rows
    assert [(row[1].value, bool(row[3].errors)) for row in rows] == [("Một", False), ("Hai", False), ("Ba", True)]
    assert rows[2][3].value == "mai"


def test_tasks_without_a_unit_belong_to_the_unit_above() -> None:
    rows = [
        {"don_vi": "Văn phòng", "noi_dung": "Một", "phoi_hop": "Phòng A; Phòng B và C ;", "han": "05/03/2030"},
        {"don_vi": "", "noi_dung": "Hai", "phoi_hop": "", "han": ""},
        {"don_vi": "Phòng A", "noi_dung": "Ba", "phoi_hop": "", "han": "30/02/2030"},
    ]
    assert units_from(rows) == [
        {
            "don_vi": "Văn phòng",
            "nhiem_vu": [
                {"noi_dung": "Một", "phoi_hop": ["Phòng A", "Phòng B và C"], "han": "2030-03-05"},
                {"noi_dung": "Hai", "phoi_hop": [], "han": ""},
            ],
        },
        {"don_vi": "Phòng A", "nhiem_vu": [{"noi_dung": "Ba", "phoi_hop": [], "han": "30/02/2030"}]},
    ]


@pytest.mark.parametrize(
    ("typed", "fact"),
    [
        ("25/02/2025", "2025-02-25"),
        ("2025-02-25", "2025-02-25"),
        ("31/02/2025", "31/02/2025"),
        ("", ""),
        ("mai", "mai"),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, fact: str) -> None:
    assert as_iso(typed) == fact


PASTED = "1\tHTX An Sơn\tThủy Nguyên\tGiấy khen\tDẫn đầu\nHTX Bình Minh\t\tBằng khen\n\n"


def test_rows_pasted_from_excel_follow_those_typed() -> None:
    sent = MultiDict({"danh_sach-0-ten": "HTX Đầu", "danh_sach-0-hinh_thuc": "Giấy khen", "danh_sach-dan": PASTED})
    rows = typed_from(TEMPLATES["to_trinh"], sent).facts["danh_sach"]
    assert [(row["ten"], row["don_vi"], row["hinh_thuc"], row["thanh_tich"]) for row in rows] == [
        ("HTX Đầu", "", "Giấy khen", ""),
        ("HTX An Sơn", "Thủy Nguyên", "Giấy khen", "Dẫn đầu"),
        ("HTX Bình Minh", "", "Bằng khen", ""),
    ]


ROWS = MultiDict(
    {"ds-0-ten": "một", "ds-0-loai": "a", "ds-1-ten": "hai", "ds-1-loai": "b", "ds-2-ten": "ba", "trich_yeu": "t"}
)


@pytest.mark.parametrize(
    ("button", "value", "names"),
    [
        ("_up", "ds:1", {"ds-1-ten": "một", "ds-1-loai": "a", "ds-0-ten": "hai", "ds-0-loai": "b", "ds-2-ten": "ba"}),
        ("_down", "ds:1", {"ds-0-ten": "một", "ds-0-loai": "a", "ds-2-ten": "hai", "ds-2-loai": "b", "ds-1-ten": "ba"}),
        ("_remove", "ds:1", {"ds-0-ten": "một", "ds-0-loai": "a", "ds-2-ten": "ba"}),
        ("_add", "ds", {"ds-0-ten": "một", "ds-0-loai": "a", "ds-1-ten": "hai", "ds-1-loai": "b", "ds-2-ten": "ba"}),
        ("_up", "ds:x", {"ds-0-ten": "một", "ds-0-loai": "a", "ds-1-ten": "hai", "ds-1-loai": "b", "ds-2-ten": "ba"}),
    ],
)
def test_rows_move_without_a_script(button: str, value: str, names: dict[str, str]) -> None:
    sent = MultiDict([*ROWS.items(), (button, value)])
    assert wanted_row(sent)
    kept = {name: words for name, words in rearranged(sent).items() if name.startswith("ds-")}
    assert kept == names


def test_the_add_button_gives_one_more_empty_row() -> None:
    facts = {"danh_sach": [{"ten": "HTX A", "hinh_thuc": "Giấy khen"}]}
    assert len(controls("to_trinh", facts)["danh_sach"].rows) == 1
    assert len(controls("to_trinh", facts, extra="danh_sach")["danh_sach"].rows) == 2


def test_a_letter_reads_in_plain_words() -> None:
    facts = {
        "trich_yeu": "Tập huấn",
        "noi_nhan": ["Như trên", "Lưu: VT"],
        "phan_cong": [
            {"don_vi": "Văn phòng", "nhiem_vu": ["Một", {"noi_dung": "Hai", "phoi_hop": ["A"], "han": "2030-03-05"}]}
        ],
    }
    words = dict(in_words(TEMPLATES["ke_hoach"], facts))
    assert words["Trích yếu"] == "Tập huấn"
    assert words["Nơi nhận"] == "Như trên\nLưu: VT"
    assert words["Phân công"] == "Văn phòng:\n- Một\n- Hai – phối hợp: A – hạn: 05/03/2030"
