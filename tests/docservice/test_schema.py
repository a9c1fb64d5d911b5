"""The schema of a template's facts takes what the check takes, and refuses what is plainly not such a fact."""

import re
from typing import Any

import pytest

from intranet.docservice.facts import check_facts
from intranet.docservice.schema import facts_schema
from tests.support.letters import field, own_catalogue, own_template, small_template

IS_TYPE = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def fits(schema: dict[str, Any], value: Any) -> bool:
    """Whether a value is valid, for the words of JSON Schema that `schema.py` uses."""
    types = schema.get("type", list(IS_TYPE))
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "anyOf" in schema and not any(fits(one, value) for one in schema["anyOf"]):
        return False
    if "type" in schema and not any(IS_TYPE[name](value) for name in ([types] if isinstance(types, str) else types)):
        return False
    if isinstance(value, str):
        lengths = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
        return lengths and re.search(schema.get("pattern", ""), value) is not None
    if isinstance(value, list):
        lengths = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
        return lengths and all(fits(schema.get("items", {}), item) for item in value)
    if isinstance(value, dict):
        known = schema.get("properties", {})
        is_open = schema.get("additionalProperties", True) or value.keys() <= known.keys()
        complete = set(schema.get("required", ())) <= value.keys()
        return is_open and complete and all(fits(known.get(key, {}), one) for key, one in value.items())
    return True


def test_every_example_fits_the_schema_of_its_template() -> None:
    for template in own_catalogue():
        assert fits(facts_schema(template), template.example), template.id


@pytest.mark.parametrize(
    ("change", "is_taken"),
    [
        ({}, True),
        ({"can_cu": None}, True),
        ({"can_cu": []}, True),
        ({"so": 43}, True),
        ({"ngay": "25/2/2025"}, True),
        ({"trich_yeu": ""}, False),
        ({"trich_yeu": None}, False),
        ({"trich_yeu": "a" * 501}, False),
        ({"so": "bốn ba"}, False),
        ({"ngay": "mai"}, False),
        ({"can_cu": "x" * 9}, False),
        ({"noi_nhan": []}, False),
        ({"phan_cong": [{"don_vi": "Văn phòng", "nhiem_vu": []}]}, False),
        ({"phan_cong": [{"don_vi": "Văn phòng", "nhiem_vu": ["Theo dõi."]}]}, True),
        ({"thua": "x"}, False),
    ],
)
def test_what_a_plan_takes(change: dict[str, Any], is_taken: bool) -> None:
    template = own_template("ke_hoach")
    assert fits(facts_schema(template), template.example | change) is is_taken


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("number", ["12", 12, 2.5, "2,5", None], ["2.5", "mười"]),
        ("money", ["1.234.000", 1234000, ""], [True, ["1"]]),
        ("date", ["2025-02-25", "25/2/2025", None], ["hôm qua", 5]),
        ("text", ["một dòng", 7, ""], [True, {"a": "b"}]),
    ],
)
def test_a_schema_takes_what_the_check_takes(kind: str, good: list[Any], bad: list[Any]) -> None:
    template = small_template(fields=field("x", kind, "Mục x"))
    wanted = facts_schema(template)["properties"]["x"]
    for value in (*good, *bad):
        checked = not [one for one in check_facts(template, {"x": value}).problems if one.path == "x"]
        assert (fits(wanted, value), checked) == (value in good, value in good), value


def test_what_the_form_says_stands_in_the_schema() -> None:
    schema = facts_schema(own_template("to_trinh"))
    assert schema["title"] == "Tờ trình" and schema["properties"]["trich_yeu"]["title"] == "Trích yếu"
    assert schema["properties"]["trich_yeu"]["description"].startswith("Ví dụ: Về việc")
    assert schema["properties"]["danh_sach"]["x-kind"] == "rows"
    assert "trich_yeu" in schema["required"] and "can_cu" not in schema["required"]
