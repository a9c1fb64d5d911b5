"""Checking the facts of a letter: problems are named, nothing typed is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from intranet.docservice.body import has_section
from intranet.docservice.checks import Place, Problem, check_field
from intranet.docservice.fields import Field

__all__ = ["Checked", "HasFields", "Problem", "check_facts"]


@dataclass(frozen=True)
class Checked:
    """Facts cleaned (composed letters, no control characters, trimmed), and what is wrong with them."""

    facts: dict[str, Any]
    problems: tuple[Problem, ...]


class HasFields(Protocol):
    """A template, as far as checking needs it."""

    @property
    def fields(self) -> tuple[Field, ...]: ...


def check_facts(template: HasFields, facts: Mapping[str, Any]) -> Checked:
    """The facts cleaned, and every problem with them; facts under unknown keys are problems too."""
    problems: list[Problem] = []
    cleaned = {
        field.key: check_field(field, facts.get(field.key), Place(field.key, field.label, problems))
        for field in template.fields
    }
    known = {field.key for field in template.fields}
    problems += [
        Problem(key, f"“{key}”: mẫu này không có mục ấy. Hãy xóa hoặc sửa tên.") for key in facts if key not in known
    ]
    for field in template.fields:
        _check_section_once(field, cleaned, problems)
    return Checked(cleaned, tuple(problems))


def _check_section_once(field: Field, facts: dict[str, Any], problems: list[Problem]) -> None:
    body = facts.get(field.follows)
    if field.kind == "assignments" and facts[field.key] and isinstance(body, str) and has_section(body, field.heading):
        message = f"Nội dung đã có mục “{field.heading}”. Hãy để phần này ở một nơi: trong nội dung, hoặc ở đây."
        problems.append(Problem(field.key, f"{field.label}: {message}"))
