"""Writes plain values as TOML, the way a clerk would type them in Notepad: a line each, tables below each other."""

import json
from collections.abc import Iterator, Mapping
from typing import Any


def toml_text(table: Mapping[str, Any]) -> str:
    """Texts, numbers, truths, lists and tables as TOML; lists of tables become [[name]]; None is left out."""
    return "\n".join(_lines(table, ())).strip() + "\n"


def _lines(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    below = {}
    for key, value in table.items():
        if isinstance(value, Mapping) or (isinstance(value, list) and value and _all_tables(value)):
            below[key] = value
        elif value is not None:
            yield f"{_key(key)} = {_value(value)}"
    for key, value in below.items():
        name = ".".join(map(_key, (*path, key)))
        for one in [value] if isinstance(value, Mapping) else value:
            yield ""
            yield f"[{name}]" if isinstance(value, Mapping) else f"[[{name}]]"
            yield from _lines(one, (*path, key))


def _all_tables(items: list[Any]) -> bool:
    return all(isinstance(item, Mapping) for item in items)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + " }"
    return str(value) if isinstance(value, int | float) else _string(str(value))


def _string(text: str) -> str:
    # JSON's escapes are TOML's; only DEL, which JSON lets stand, TOML does not.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "").replace("-", "").isalnum() else _string(key)
