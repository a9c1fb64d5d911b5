"""The mender: what it repairs is gone, the words stay, a second mending changes nothing, everything else survives."""

import io
import zipfile
from collections import Counter

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from intranet.docservice.check.rules import RULES
from intranet.docservice.check.run import check
from intranet.docservice.mend import mend
from intranet.docservice.word import docx_text, words
from tests.docservice.check.foreign import as_bytes
from tests.docservice.check.good import GOOD, good_letter, opened
from tests.docservice.check.mutation_table import MUTATIONS, Mutation
from tests.docservice.check.mutations import font, paragraphs, size, the

MENDED = [one for one in MUTATIONS if RULES[one.code].mended]
# The page number that was below stands above afterwards; the others may change leading zeros and accents' form.
REWRITTEN = {"so_ky_hieu.so_0", "dia_danh_ngay.so_0", "unicode.to_hop"}


def broken(mutation: Mutation) -> bytes:
    document = opened(mutation.base)
    mutation.change(document)
    return as_bytes(document)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_letter_keeps_its_bytes(name: str) -> None:
    mended = mend(good_letter(name))
    assert mended.docx == good_letter(name) and mended.repaired == ()


@pytest.mark.parametrize("mutation", MENDED, ids=lambda m: f"{m.code}-{m.base}")
def test_what_is_mended_is_gone_and_stays_gone(mutation: Mutation) -> None:
    before = broken(mutation)
    mended = mend(before)
    after = check(mended.docx).findings
    assert mutation.code in {one.code for one in mended.repaired}
    assert not {one.code for one in mended.repaired} & {one.code for one in after}, after
    assert not {one.code for one in after} - {one.code for one in check(before).findings}, after
    assert mend(mended.docx).docx == mended.docx
    if mutation.code not in REWRITTEN:
        assert Counter(words(docx_text(mended.docx, headers=True))) == Counter(words(docx_text(before, headers=True)))


def test_zeros_are_all_that_changes_in_a_number() -> None:
    mutation = next(one for one in MUTATIONS if one.code == "so_ky_hieu.so_0")
    before, after = broken(mutation), mend(broken(mutation)).docx
    changed = [
        pair for pair in zip(words(docx_text(before)), words(docx_text(after)), strict=True) if pair[0] != pair[1]
    ]
    assert changed == [("5/KH-LMHTX", "05/KH-LMHTX")]


def test_tcvn3_becomes_unicode() -> None:
    document = opened("ke_hoach")
    paragraph = the(document, "noi_dung")
    for run in paragraph.runs:
        run.text = ""
    paragraph.runs[0].text = "Liªn minh Hîp t¸c x· thµnh phè ban hµnh KÕ ho¹ch nh­ sau:"
    for run in paragraph.runs:
        run.font.name = ".VnTime"
    before = as_bytes(document)
    assert "phong_chu.ma_cu" in {one.code for one in check(before).findings}
    after = mend(before).docx
    assert "Liên minh Hợp tác xã thành phố ban hành Kế hoạch như sau:" in docx_text(after)
    assert check(after).findings == ()


def test_vni_becomes_unicode() -> None:
    document = opened("ke_hoach")
    paragraph = the(document, "noi_dung")
    for run in paragraph.runs:
        run.text = ""
    paragraph.runs[0].text = "Lieân minh Hôïp taùc xaõ thaønh phoá ban haønh Keá hoaïch nhö sau: ñuùng, ñuû."
    for run in paragraph.runs:
        run.font.name = "VNI-Times"
    after = mend(as_bytes(document)).docx
    assert "Liên minh Hợp tác xã thành phố ban hành Kế hoạch như sau: đúng, đủ." in docx_text(after)
    assert check(after).findings == ()


def test_comments_changes_pictures_and_fields_survive() -> None:
    document = opened("quyet_dinh")
    font("noi_dung", "Arial")(document)
    size("noi_dung", 11)(document)
    body = the(document, "noi_dung")._p
    for xml in (
        '<w:commentRangeStart {} w:id="5"/>',
        '<w:ins {} w:id="6" w:author="Văn thư"><w:r><w:t xml:space="preserve"> thêm chữ</w:t></w:r></w:ins>',
        '<w:del {} w:id="7" w:author="Văn thư"><w:r><w:delText>bỏ chữ</w:delText></w:r></w:del>',
        '<w:fldSimple {} w:instr=" DATE "><w:r><w:t>hôm nay</w:t></w:r></w:fldSimple>',
        '<w:commentRangeEnd {} w:id="5"/>',
    ):
        body.append(parse_xml(xml.format(nsdecls("w"))))
    before = as_bytes(document)
    after = mend(before).docx
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert changed == ["word/document.xml"] and old.namelist() == new.namelist()
        xml = new.read("word/document.xml").decode()
    for kept in ("commentRangeStart", "w:ins ", "w:delText", "DATE", "w:sdt" if "w:sdt" in xml else "w:p"):
        assert kept in xml
    assert not {"phong_chu", "noi_dung.co_chu"} & {one.code for one in check(after).findings}


def test_properties_stand_in_the_order_of_the_schema() -> None:
    document = opened("ke_hoach")
    for mutation in MENDED:
        if mutation.base == "ke_hoach" and mutation.code.startswith(("noi_dung", "phong_chu", "mau_chu")):
            mutation.change(document)
    mended = Document(io.BytesIO(mend(as_bytes(document)).docx))
    order = ["pStyle", "spacing", "ind", "contextualSpacing", "jc", "rPr"]
    for paragraph in paragraphs(mended):
        properties = paragraph._p.find(qn("w:pPr"))
        names = [child.tag.split("}")[1] for child in properties] if properties is not None else []
        ranks = [order.index(name) for name in names if name in order]
        assert ranks == sorted(ranks), names
