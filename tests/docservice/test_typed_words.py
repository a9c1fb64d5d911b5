"""Whatever a person types comes out in the letter exactly as typed, in every kind of field that holds words."""

import io
import unicodedata
from typing import Any

import pytest
from docx import Document
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from intranet.docservice.render import render_docx
from intranet.docservice.word import docx_text
from tests.support.letters import OFFICE, field, small_template

LONGEST = 10_000
MORE = f"max_length = {LONGEST}"
COLUMN = f'[[fields.columns]]\nkey = "chu"\nkind = "paragraph"\nlabel = "Chữ"\n{MORE}\n'
LETTER = small_template(
    "[{{ dong }}]",
    "{%p for doan in nhieu %}",
    "[{{ doan }}]",
    "{%p endfor %}",
    "{%p for muc in liet_ke %}",
    "[{{ muc }}]",
    "{%p endfor %}",
    "{%p for hang in bang %}",
    "[{{ hang.chu }}]",
    "{%p endfor %}",
    fields=field("dong", "text", more=MORE)
    + field("nhieu", "paragraph", more=MORE)
    + field("liet_ke", "list", more=MORE)
    + field("bang", "rows", more=COLUMN),
)
# What breaks engines: their own signs, XML's, Word's, and letters that are more than one character.
PIECES = (
    "&", "<", ">", "&amp;", "&#65;", "]]>", "<!--", "<w:p>", "</w:t>", "{{", "}}", "{%", "%}", "{#", "#}", "{{ so }}",
    "{_{", "}_}", "{_%", "%_}", "{% raw %}", "{%p endfor %}", "_", "'", '"', "\\n", "$1", "\\1", "%s", "[", "]",
    "Ủy ban", unicodedata.normalize("NFD", "kế hoạch đã duyệt"), "hoà hòa", "☑", "📌", "👩‍👩‍👧", "👍🏽", "❤️", "🇻🇳",
    "\u00a0", "…", " ", "  ", "\t", "\n", "\n\n", "0", "1.234.000", "./.", "–",
)  # fmt: skip
NOT_TYPED = ("Cc", "Cs", "Cf", "Cn", "Zl", "Zp")
texts = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=NOT_TYPED), min_size=1, max_size=8), max_size=14
).map("".join)


def as_seen(text: str) -> list[str]:
    """The lines a person sees in what he typed: letters composed, a tab is a space, no spaces at the edges."""
    lines = unicodedata.normalize("NFC", text).replace("\t", " ").split("\n")
    return "\n".join(line.rstrip(" ") for line in lines).strip("\n ").split("\n")


def printed(**facts: Any) -> list[str]:
    """What the letter prints between the brackets of each paragraph, in order."""
    text = docx_text(render_docx(LETTER, {"co_quan": OFFICE, **facts}))
    return text[text.index("[") + 1 : text.rindex("]")].split("]\n[")


def check(text: str) -> None:
    lines = as_seen(text)
    paragraphs = [line.strip() for line in lines if line.strip()]
    row = "\n".join(lines)
    facts = {"dong": text, "nhieu": text, "liet_ke": [text], "bang": [{"chu": text}]}
    wanted = [" ".join(lines), *paragraphs, *([" ".join(lines)] if row else []), row]
    assert "]\n[".join(printed(**facts)) == "]\n[".join(wanted)


@given(texts)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_what_is_typed_comes_out(text: str) -> None:
    check(text)


@pytest.mark.campaign
@seed(43)
@given(texts)
@settings(max_examples=5_000, deadline=None)
def test_five_thousand_texts_come_out(text: str) -> None:
    check(text)


def test_a_text_as_long_as_may_be_comes_out() -> None:
    text = ("Kế hoạch & <việc> {{ so }} 📌 " * 400)[:LONGEST].strip()
    check(text)
    assert printed(dong=text)[0] == text and len(text) > LONGEST - 2


def test_a_line_break_in_a_row_is_one_of_word() -> None:
    letter = render_docx(LETTER, {"co_quan": OFFICE, "bang": [{"chu": "một\nhai & ba"}]})
    (paragraph,) = [each for each in Document(io.BytesIO(letter)).paragraphs if "một" in each.text]
    assert paragraph.text == "[một\nhai & ba]" and paragraph._p.xml.count("<w:br/>") == 1
