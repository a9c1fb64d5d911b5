"""From checked facts to the plain values a template prints."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import floor, prod
from string import ascii_letters
from typing import Any, Protocol

from intranet.docservice.articles import article_lines
from intranet.docservice.body import (
    assignment_lines,
    assignment_rows,
    last_section,
    outline_lines,
    section_heading,
)
from intranet.docservice.endings import bare_line, finished, listed, unfinished
from intranet.docservice.fields import Field
from intranet.docservice.measure import rule_length
from intranet.docservice.nd30 import LetterType, notation
from intranet.docservice.vietnamese import fold, letter_date, money_amount, money_in_words, short_date, so, tien

# Wide enough to be filled in by hand.
BLANK_NUMBER = "     "
BLANK_DAY = "ngày      tháng     năm"
# What the templates' frame gives these lines: size in points, width in centimetres.
AGENCY_LINE = (13, 6.4)
SUBJECT_LINE = (14, 15.0)
SUBJECT = "trich_yeu"  # a title: no mark after it (PL I, II.5b)


class HasLetter(Protocol):
    """A template, as far as building its values needs it."""

    @property
    def fields(self) -> tuple[Field, ...]: ...
    @property
    def letter_type(self) -> LetterType: ...


def build_context(template: HasLetter, facts: Mapping[str, Any], *, year: int | None = None) -> dict[str, Any]:
    """The names a template may print, as strings, numbers, lists and dicts only; `facts` come from `check_facts`.

    `year` stands in the date line while the letter has no date; without it the year is blank too.
    """
    context: dict[str, Any] = {}
    for field in template.fields:
        context |= VALUES[field.kind](field, facts[field.key], facts)
        if field.kind == "letter_date":
            context[field.key] = printed_letter_date(facts[field.key], year)
    return context | _letter_names(template, facts)


def _letter_names(template: HasLetter, facts: Mapping[str, Any]) -> dict[str, Any]:
    office = next((facts[field.key] for field in template.fields if field.kind == "office"), {"ky_hieu": ""})
    unit = next((facts[field.key] for field in template.fields if field.known == "unit_code"), "")
    return {
        "ten_loai": template.letter_type.name.upper(),
        "ky_hieu": notation(template.letter_type, office["ky_hieu"], unit),
        "ke_trich_yeu": rule_length(str(facts.get(SUBJECT, "")), *SUBJECT_LINE),
    }


def printed_letter_number(text: str) -> str:
    """The number as it stands in the letter: "7" → "07", "7a" → "07a"; blank space while there is none."""
    digits = text.rstrip(ascii_letters + "đĐ")
    return so(int(digits)) + text[len(digits) :] if digits.isdecimal() else text or BLANK_NUMBER


def printed_letter_date(text: str, year: int | None = None) -> str:
    """The date as it stands in the letter; blanks while there is none, or only the year."""
    if len(text) > 4:
        return letter_date(date.fromisoformat(text))
    return f"{BLANK_DAY} {text or year or ''}".rstrip()


def _paragraphs(text: str, ending: str) -> list[str]:
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    if paragraphs and ending:
        earlier = [unfinished(paragraph, ending) for paragraph in paragraphs[:-1]]
        return [*earlier, finished(paragraphs[-1], ending)]
    return paragraphs


def _plain(field: Field, value: Any, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {field.key: value}


def _text(field: Field, value: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    for prefix in field.drop_prefix:
        if fold(value).startswith(fold(prefix)):
            value = value[len(prefix) :].lstrip(" :")
    return {field.key: bare_line(value) if field.key == SUBJECT else value}


def _paragraph(field: Field, value: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {field.key: _paragraphs(value, field.ending)}


def _date(field: Field, value: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    day = date.fromisoformat(value) if value else None
    return {field.key: short_date(day) if day else "", f"{field.key}_chu": letter_date(day) if day else ""}


def _money(field: Field, value: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {field.key: value, f"{field.key}_chu": money_in_words(money_amount(value)) if value else ""}


def _lines(field: Field, value: list[str], facts: Mapping[str, Any]) -> dict[str, Any]:
    return {field.key: listed(value)}


def _addressees(field: Field, value: list[str], facts: Mapping[str, Any]) -> dict[str, Any]:
    return {field.key: listed(value) if len(value) > 1 else [bare_line(line) for line in value]}


def _rows(field: Field, value: list[dict[str, Any]], facts: Mapping[str, Any]) -> dict[str, Any]:
    rows = []
    for number, row in enumerate(value, 1):
        printed: dict[str, Any] = {"stt": number}
        for column in field.columns:
            # A paragraph in a cell keeps its line breaks; it cannot become several cells.
            printed |= (
                {column.key: row[column.key]}
                if column.kind == "paragraph"
                else VALUES[column.kind](column, row[column.key], facts)
            )
        rows.append(printed)
    return {field.key: rows} | (_with_amounts(field, rows) if field.amount else {})


def _with_amounts(field: Field, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Each row gets its "thanh_tien"; the names of the total in figures and in words are returned."""
    amounts = [_amount(row[name] for name in field.amount) for row in rows]
    for row, amount in zip(rows, amounts, strict=True):
        row["thanh_tien"] = tien(amount)
    total = sum(amounts)
    return {f"{field.key}_tong": tien(total), f"{field.key}_tong_chu": money_in_words(total)}


def _amount(values: Iterable[str]) -> int:
    """The product in whole dong, halves upwards; "2,5" × "1.200.000", an empty cell counts as nothing."""
    factors = [Fraction(value.replace(".", "").replace(",", ".") or 0) for value in values]
    return floor(prod(factors, start=Fraction(1)) + Fraction(1, 2))


def _office(field: Field, value: dict[str, str], facts: Mapping[str, Any]) -> dict[str, Any]:
    names = _paragraphs(value["ten"].upper(), "")
    office = {
        "chu_quan": _paragraphs(value["chu_quan"].upper(), ""),
        "ten": names,
        "ky_hieu": value["ky_hieu"],
        "dia_danh": bare_line(value["dia_danh"]),
        "ke": rule_length(names[-1] if names else "", *AGENCY_LINE),
    }
    return {field.key: office}


def _signer(field: Field, value: dict[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    return {field.key: {"quyen_han": [line.upper() for line in value["quyen_han"]], "ho_ten": value["ho_ten"]}}


def _letter_number(field: Field, value: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {field.key: printed_letter_number(value)}


def _outline(field: Field, value: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {field.key: [line.plain() for line in outline_lines(value)]}


def _articles(field: Field, value: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    lines = article_lines(value)
    if lines and field.ending:
        lines[-1] = replace(lines[-1], kind="ket", text=finished(lines[-1].text, field.ending))
    return {field.key: [line.plain() for line in lines]}


def _assignments(field: Field, value: list[dict[str, Any]], facts: Mapping[str, Any]) -> dict[str, Any]:
    number = last_section(str(facts.get(field.follows, ""))) + 1
    heading = [section_heading(number, field.heading).plain()] if value else []
    lines = [line.plain() for line in assignment_lines(value)]
    return {field.key: {"muc": heading, "dong": lines, "bang": assignment_rows(value)}}


VALUES: dict[str, Callable[[Field, Any, Mapping[str, Any]], dict[str, Any]]] = {
    "text": _text,
    "paragraph": _paragraph,
    "list": _plain,
    "date": _date,
    "choice": _plain,
    "number": _plain,
    "money": _money,
    "rows": _rows,
    "legal_bases": _lines,
    "recipients": _lines,
    "addressees": _addressees,
    "signer": _signer,
    "office": _office,
    "outline": _outline,
    "articles": _articles,
    "assignments": _assignments,
    "letter_number": _letter_number,
    "letter_date": _plain,
}


def names_of(fields: tuple[Field, ...]) -> set[str]:
    """Every name a template with these fields may print at its top level."""
    extra = {f"{field.key}_chu" for field in fields if field.kind in ("date", "money")}
    extra |= {f"{field.key}_{name}" for field in fields if field.amount for name in ("tong", "tong_chu")}
    return {field.key for field in fields} | extra | {"ten_loai", "ky_hieu", "ke_trich_yeu"}
