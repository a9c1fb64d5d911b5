"""Broken templates are told all their faults at once, each at its place; good ones are told nothing."""

import dataclasses
import io

import pytest
from docx import Document

from intranet.docservice.clinic.examine import examine_docx
from intranet.docservice.clinic.faults import KINDS
from intranet.docservice.errors import DocError
from intranet.docservice.render import render_docx
from intranet.docservice.word import docx_text
from tests.docservice.clinic.cases import CASES, Case
from tests.docservice.clinic.damage import damaged
from tests.docservice.clinic.score import faults_of, score
from tests.docservice.clinic.sheet import Sheet, looking
from tests.support.letters import own_catalogue, own_template

IDS = [template.id for template in own_catalogue()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_template_is_told_exactly_its_faults(case: Case) -> None:
    told = {(fault.code, str(fault.place)) for fault in faults_of(case)}
    assert told == {(expected.code, expected.place) for expected in case.expected}
    for fault in faults_of(case):
        hints = [expected.mend for expected in case.expected if expected.code == fault.code]
        assert any(hint in fault.mend for hint in hints), fault.mend


def test_why_an_expression_is_not_understood_is_said_in_vietnamese() -> None:
    said = {case.name: fault.why for case in CASES for fault in faults_of(case) if fault.code == "bad_expression"}
    assert said == {"dấu lạ": "Viết sai câu lệnh (có dấu lạ “$”).",
                    "viết không ra câu": "Viết sai câu lệnh (thiếu hoặc thừa dấu)."}  # fmt: skip


def test_the_length_of_a_text_may_decide_what_is_printed() -> None:
    sheet = Sheet()
    sheet.replace("{{ trich_yeu }}", "{{ trich_yeu }}{% if trich_yeu|length > 100 %} {% endif %}")
    assert "list_of_letters" not in {f.code for f in examine_docx(sheet.docx(), sheet.template.fields).faults}


def test_the_score_counts_what_is_missed() -> None:
    wrong = dataclasses.replace(CASES[0].expected[0], place="Đoạn 99")
    result = score([dataclasses.replace(CASES[0], expected=(wrong,))])
    assert (result.found, result.placed, result.hinted, result.needless) == (1, 0, 1, 0)
    result = score([dataclasses.replace(CASES[0], expected=())])
    assert (result.expected, result.needless) == (0, 1)


def test_the_corpus_is_broken_in_more_than_sixty_ways() -> None:
    assert len({expected.code for case in CASES for expected in case.expected}) >= 60
    assert sum(len(case.expected) > 1 for case in CASES) >= 10


@pytest.mark.parametrize("template_id", IDS)
def test_a_good_template_is_told_nothing(template_id: str) -> None:
    template = own_template(template_id)
    assert examine_docx(template.docx, template.fields, template.letter_type.controls).faults == ()


def prints(template_id: str, docx: bytes) -> bool:
    """Whether the example comes out whole: no refusal, a file that opens, no braces and no program words in it."""
    template = own_template(template_id)
    try:
        letter = render_docx(dataclasses.replace(template, docx=docx, revision=str(hash(docx))), template.example)
        Document(io.BytesIO(letter))
        text = docx_text(letter, headers=True)
    except (DocError, ValueError, KeyError):
        return False
    return not any(sign in text for sign in ("{{", "}}", "{%", "%}", "[{'", "{'"))


def missed(seeds: range, ids: list[str]) -> list[tuple[str, int]]:
    """Damaged templates the clinic passes although they do not print."""
    result = []
    for template_id in ids:
        template = own_template(template_id)
        for seed in seeds:
            docx = damaged(template_id, seed)
            faults = examine_docx(docx, template.fields, template.letter_type.controls).faults
            if not any(fault.weight == "must" for fault in faults) and not prints(template_id, docx):
                result.append((template_id, seed))
    return result


def test_what_the_clinic_passes_prints() -> None:
    assert missed(range(4), IDS[::4]) == []


@pytest.mark.campaign
def test_what_the_clinic_passes_prints_however_it_was_damaged() -> None:
    assert missed(range(60), IDS) == []


def test_words_split_over_runs_of_one_look_are_no_fault() -> None:
    sheet = Sheet()
    sheet.pieces("{{ trich_yeu }}", "{", "{ trich", "_yeu", " }", "}")
    assert examine_docx(sheet.docx(), sheet.template.fields).faults == ()


def test_words_in_braces_that_are_no_name_are_left_alone() -> None:
    sheet = Sheet()
    sheet.add_after("{{p noi_dung|than_bai }}", "Tập hợp {1, 2, 3} và {ghi chú: xem sau}.")
    sheet.pieces("{{ tieu_de_danh_sach }}", looking("{{ tieu_de_danh_sach }}", "b"))
    assert examine_docx(sheet.docx(), sheet.template.fields).faults == ()


def test_without_a_form_names_are_not_judged() -> None:
    sheet = Sheet()
    sheet.replace("{{ trich_yeu }}", "{{ gi_do.khac }}")
    assert examine_docx(sheet.docx(), None).faults == ()


def test_every_fault_says_what_why_and_how_with_the_words_it_gets() -> None:
    for case in CASES:
        for fault in faults_of(case):
            assert fault.what and fault.why and fault.mend and "{}" not in fault.what + fault.why + fault.mend
    assert all(kind.weight in ("must", "should") for kind in KINDS.values())
