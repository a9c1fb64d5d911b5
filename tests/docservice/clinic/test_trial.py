"""A template is tried out apart: attacks and monsters end in a clear fault within seconds, good ones print."""

import dataclasses
import time
import tomllib
import zipfile
from io import BytesIO

import pytest

from intranet.docservice.catalogue import FILES, TemplateFiles
from intranet.docservice.clinic.trial import WALL_SECONDS, try_out, try_out_here
from intranet.docservice.package import main_part, read_part, replace_part
from intranet.docservice.toml_text import toml_text
from tests.docservice.clinic.sheet import Sheet
from tests.support.letters import DOCTEMPLATES, own_catalogue


def files_of(template_id: str = "to_trinh") -> TemplateFiles:
    return TemplateFiles(*((DOCTEMPLATES / template_id / name).read_bytes() for name in FILES))


def spoilt(words: str, place: str = "{{ trich_yeu }}") -> TemplateFiles:
    """The proposal's template with these words at a place."""
    sheet = Sheet()
    sheet.replace(place, words)
    return dataclasses.replace(files_of(), docx=sheet.docx())


def codes(files: TemplateFiles) -> set[str]:
    return {fault.code for fault in try_out_here("thu", files).faults if fault.weight == "must"}


ATTACKS = {
    "{{ trich_yeu.__class__.__mro__[1].__subclasses__() }}": "call",
    "{{ trich_yeu['__class__'] }}": "forbidden_part",
    "{{ (trich_yeu|attr('__class__')) }}": "unknown_filter",
    "{{ self.__init__.__globals__ }}": "forbidden_part",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}": "call",
    "{% for i in range(1000000000) %}x{% endfor %}": "call",
    "{{ range(10**9)|join }}": "call",
    "{{ 'x' * 10**9 }}": "computes",
    "{{ 9**9**9**9 }}": "computes",
    "{{ '%999999999d' % 1 }}": "computes",
    "{{ '%999999999d'|format(1) }}": "unknown_filter",
    "{{ '{:>999999999}'.format(1) }}": "close_brace_missing",
    "{{ trich_yeu|center(999999999) }}": "unknown_filter",
    "{{ lipsum(n=999999) }}": "call",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}": "forbidden_command",
    "{% set x = 'a' %}{% set x = x ~ x %}": "forbidden_command",
    "{% include '/etc/passwd' %}": "forbidden_command",
    "{% import 'os' as os %}": "forbidden_command",
    "{{ " + "(" * 400 + "trich_yeu" + ")" * 400 + " }}": "too_long",
    "{{ " + "not " * 200 + "trich_yeu" + " }}": "too_long",
    "{{ " + "trich_yeu ~ " * 300 + "trich_yeu }}": "too_long",
    "{% if trich_yeu %}" * 120 + "x" + "{% endif %}" * 120: "too_deep",
}


@pytest.mark.parametrize("words", ATTACKS, ids=lambda words: words[:40])
def test_an_attack_is_refused_before_anything_runs(words: str) -> None:
    began = time.process_time()
    assert ATTACKS[words] in codes(spoilt(words))
    assert time.process_time() - began < 2


def test_a_good_template_prints_apart_as_it_does_here() -> None:
    apart = try_out("to_trinh", files_of())
    assert apart == try_out_here("to_trinh", files_of()) and apart.is_sound
    with zipfile.ZipFile(BytesIO(apart.letter)) as package:
        assert "word/document.xml" in package.namelist()


def test_a_template_that_prints_without_end_is_stopped() -> None:
    loops = "{% for a in danh_sach %}{% for b in can_cu %}{% for c in mo_dau %}{{ c }}", "{% endfor %}" * 3
    files = spoilt("".join(loops))
    example = tomllib.loads(files.example.decode()) | {
        "danh_sach": [{"ten": f"Ông {n}", "hinh_thuc": "Bằng khen"} for n in range(500)],
        "can_cu": ["Căn cứ"] * 30,
        "mo_dau": "dòng\n" * 3000,
    }
    began = time.monotonic()
    trial = try_out("thu", dataclasses.replace(files, example=toml_text(example).encode()))
    assert [fault.code for fault in trial.faults if fault.weight == "must"] == ["too_heavy"]
    assert time.monotonic() - began < WALL_SECONDS


def test_a_word_file_full_of_commands_is_stopped() -> None:
    assert codes(spoilt("{{ trich_yeu }}" * 4000)) == {"too_many_tags"}


def test_entities_and_broken_files_are_refused() -> None:
    docx = files_of().docx
    part = main_part(docx)
    xml = (read_part(docx, part) or b"").replace(
        b"?>", b'?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>', 1
    )
    for wrong in (replace_part(docx, part, xml), b"PK\3\4 nothing", b"", docx[: len(docx) // 2]):
        assert codes(dataclasses.replace(files_of(), docx=wrong)) == {"unreadable"}


def test_a_letter_that_departs_from_the_decree_is_told_and_compared_with_the_one_before() -> None:
    sheet = Sheet()
    sheet.replace("Độc lập - Tự do - Hạnh phúc", "Độc lập, Tự do, Hạnh phúc")
    worse = try_out_here("to_trinh", dataclasses.replace(files_of(), docx=sheet.docx()))
    assert not worse.is_sound and {fault.code for fault in worse.faults} == {"format"}
    assert not worse.compared_with(try_out_here("to_trinh", files_of())).is_sound
    assert worse.compared_with(worse).is_sound


def test_every_template_prints_and_departs_only_where_its_layout_is_not_the_decree() -> None:
    for template in own_catalogue():
        faults = try_out_here(template.id, files_of(template.id)).faults
        assert {fault.code for fault in faults} <= {"format"}, template.id


def test_what_is_left_over_in_the_letter_is_told() -> None:
    files = files_of()
    example = files.example.decode().replace('trich_yeu = "', 'trich_yeu = "{{ ', 1)
    told = try_out_here("to_trinh", dataclasses.replace(files, example=example.encode())).faults
    assert [fault.code for fault in told] == ["does_not_print"] and "còn sót" in told[0].what
