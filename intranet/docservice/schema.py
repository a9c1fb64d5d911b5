"""The JSON schema of a template's facts, for programs that fill letters without seeing the form."""

from collections.abc import Callable
from typing import Any

from intranet.docservice.catalogue import Template
from intranet.docservice.fields import Field

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DAY = r"^(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})?$"
LETTER_NUMBER = r"^(\d{1,6}[a-zđA-ZĐ]?)?$"
NUMBER = r"^(-?\d+(,\d+)?)?$"

Schema = dict[str, Any]


def facts_schema(template: Template) -> Schema:
    """The schema (draft 2020-12) of the facts `check_facts` takes for a template.

    It says of each field what it is, how long it may be and whether it must be there. What only the words show
    (the last recipient is "Lưu: …", a day is on the calendar) `check_facts` alone says, with a sentence.
    """
    return {
        "$schema": DIALECT,
        "$id": f"urn:intranet:template:{template.id}:{template.revision}",
        "title": template.title,
        "description": template.purpose,
        **_table(template.fields),
        "examples": [template.example],
    }


def field_schema(field: Field) -> Schema:
    """The schema of one field; a field that need not be there may also be null or empty."""
    schema = _KINDS[field.kind](field)
    described = {"title": field.label, "description": field.help, "default": field.default, "x-kind": field.kind}
    schema |= {key: value for key, value in described.items() if value}
    return schema if field.required else {**_words_of(schema), "anyOf": [_bare(schema), {"enum": [None, "", []]}]}


def _words_of(schema: Schema) -> Schema:
    return {key: schema[key] for key in ("title", "description", "default", "x-kind") if key in schema}


def _bare(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key not in _words_of(schema)}


def _table(fields: tuple[Field, ...]) -> Schema:
    return {
        "type": "object",
        "properties": {field.key: field_schema(field) for field in fields},
        # A field with a default is complete without being sent.
        "required": [field.key for field in fields if field.required and not field.default],
        "additionalProperties": False,
    }


def _text(field: Field) -> Schema:
    return {"type": ["string", "integer"], "maxLength": field.longest} | ({"minLength": 1} if field.required else {})


def _choice(field: Field) -> Schema:
    return {"enum": list(field.choices)}


def _pattern(pattern: str, *types: str) -> Callable[[Field], Schema]:
    def schema(field: Field) -> Schema:
        return {"type": ["string", *types], "pattern": pattern}

    return schema


def _list(field: Field) -> Schema:
    return _items(field, {"type": ["string", "integer"], "maxLength": field.longest})


def _items(field: Field, item: Schema) -> Schema:
    return {"type": "array", "items": item, "maxItems": field.max_items} | ({"minItems": 1} if field.required else {})


def _rows(field: Field) -> Schema:
    return _items(field, _table(field.columns))


def _office(field: Field) -> Schema:
    names = {"chu_quan": "Cơ quan chủ quản", "ten": "Tên cơ quan", "ky_hieu": "Ký hiệu", "dia_danh": "Địa danh"}
    parts = tuple(Field(key, "text", words, required=key != "chu_quan", max_length=500) for key, words in names.items())
    return _table(parts)


def _signer(field: Field) -> Schema:
    parts = (
        Field("quyen_han", "list", "Quyền hạn, chức vụ", required=field.required),
        Field("ho_ten", "text", "Họ và tên", max_length=200),
    )
    return _table(parts)


def _assignments(field: Field) -> Schema:
    words = {"type": "string", "minLength": 1, "maxLength": 20_000}
    details = (Field("phoi_hop", "list", "Đơn vị phối hợp"), Field("han", "date", "Thời hạn"))
    task = _table(details)
    task["properties"] = {"noi_dung": {"title": "Nội dung", **words}} | task["properties"]
    task["required"] = ["noi_dung"]
    unit = _table((Field("don_vi", "text", "Đơn vị", required=True),))
    unit["properties"]["nhiem_vu"] = {"type": "array", "minItems": 1, "items": {"anyOf": [words, task]}}
    unit["required"] = ["don_vi", "nhiem_vu"]
    return _items(field, unit)


_KINDS: dict[str, Callable[[Field], Schema]] = {
    "text": _text,
    "paragraph": _text,
    "outline": _text,
    "articles": _text,
    "choice": _choice,
    "date": _pattern(DAY),
    "number": _pattern(NUMBER, "number"),
    "money": lambda field: {"type": ["string", "integer"]},
    "list": _list,
    "legal_bases": _list,
    "recipients": _list,
    "addressees": _list,
    "rows": _rows,
    "office": _office,
    "signer": _signer,
    "assignments": _assignments,
    "letter_number": _pattern(LETTER_NUMBER, "integer"),
    "letter_date": _pattern(r"^(\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4})?$"),
}
