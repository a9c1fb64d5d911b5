"""The facts of a letter: what a person types, what the office knows by itself, and how both read in plain words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intranet.accounts.models import Department, Issuer, SigningAuthority
from intranet.core.clock import today
from intranet.docservice.body import last_section
from intranet.docservice.catalogue import Template
from intranet.docservice.endings import without_bullet
from intranet.docservice.facts import Checked, check_facts
from intranet.docservice.fields import Field
from intranet.docservice.vietnamese import fold, short_date

# Kinds the form never asks for: the office's table and the register know them.
NOT_ASKED = frozenset({"office", "letter_number", "letter_date"})

# The keys these facts have in every template (docs/letters.md); a letter outlives the template it was made of.
UNIT_SYMBOL, BODY, ASSIGNMENTS = "ky_hieu_don_vi", "noi_dung", "phan_cong"


@dataclass(frozen=True)
class Typed:
    """What stood in the form: facts by key, the authority by which the letter is signed, and its field of work."""

    facts: dict[str, Any]
    signer_authority_id: int | None = None
    field: str = ""


def is_asked(field: Field) -> bool:
    """Whether the form has a place for this field; "nothing is asked that is known"."""
    return field.kind not in NOT_ASKED


def first_facts(template: Template, department: Department) -> dict[str, Any]:
    """What a fresh form holds: defaults, the unit's symbol, and where the letter is kept."""
    begun: dict[str, Any] = {field.key: field.default for field in template.fields if field.default}
    for field in template.fields:
        if field.known == "unit_code":
            begun[field.key] = department.short_name
        elif field.known == "recipients":
            begun[field.key] = [f"Lưu: VT, {department.short_name}"]
    return begun


def issuer_of(document: Any, authority: SigningAuthority | None) -> Issuer:
    """Who issues a letter: whom its signer signs for, the agency or a council under its seal (PL I, II.3a)."""
    issuer: Issuer = authority.issuer if authority is not None else document.department.issuer
    return issuer


def office_facts(issuer: Issuer, day: date) -> dict[str, str]:
    """The head of the letter as the issuer is called on a day."""
    name = issuer.name_on(day)
    return {"chu_quan": name.parent, "ten": name.lines, "ky_hieu": name.symbol, "dia_danh": name.place}


def signer_facts(authority: SigningAuthority | None) -> dict[str, Any]:
    """The lines above the signature and the name under it."""
    if authority is None:
        return {}
    lines = [line.strip() for line in authority.lines.splitlines() if line.strip()]
    return {"quyen_han": lines, "ho_ten": authority.person.name}


def complete_facts(
    template: Template, typed: Mapping[str, Any], issuer: Issuer, authority: SigningAuthority | None
) -> dict[str, Any]:
    """Everything the template asks for: the typed facts, and the office, number, date and signer from their tables."""
    facts = {field.key: typed.get(field.key) for field in template.fields}
    for field in template.fields:
        if field.kind == "office":
            facts[field.key] = office_facts(issuer, today())
        elif field.kind == "signer":
            facts[field.key] = signer_facts(authority)
        elif field.kind in NOT_ASKED:
            facts[field.key] = ""
    return facts


def check_typed(template: Template, typed: Typed, issuer: Issuer, authority: SigningAuthority | None) -> Checked:
    """The complete facts, cleaned, and every problem with them."""
    return check_facts(template, complete_facts(template, typed.facts, issuer, authority))


def in_words(template: Template, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(label, text) of every field a person fills in, in the order of the form; to compare and to read."""
    return [(field.label, value_in_words(field, facts.get(field.key))) for field in template.fields if is_asked(field)]


def value_in_words(field: Field, value: Any) -> str:
    """One fact as lines of text."""
    if not value:
        return ""
    if field.kind == "assignments":
        return "\n".join(_assignment_lines(value))
    if field.kind == "rows":
        return "\n".join(" | ".join(str(row.get(column.key) or "") for column in field.columns) for row in value)
    if field.kind == "signer":
        return "\n".join([*value.get("quyen_han", ()), value.get("ho_ten", "")]).strip()
    if isinstance(value, list):
        return "\n".join(str(line) for line in value)
    return str(value)


def _assignment_lines(units: Iterable[Any]) -> Iterable[str]:
    for unit in units:
        yield f"{unit.get('don_vi') or '(chưa có đơn vị)'}:"
        for task in unit.get("nhiem_vu", ()):
            yield f"- {task_words(task)}"


def task_words(task: Any) -> str:
    """One task with those who help and its deadline."""
    if isinstance(task, str):
        return task
    helpers = "; ".join(task.get("phoi_hop") or ())
    extra = [f"phối hợp: {helpers}" if helpers else "", f"hạn: {_day(task.get('han'))}" if task.get("han") else ""]
    return " – ".join([str(task.get("noi_dung") or ""), *(text for text in extra if text)])


def _day(text: Any) -> str:
    try:
        return short_date(date.fromisoformat(str(text)))
    except ValueError:
        return str(text)


def recipients_text(template: Template, facts: Mapping[str, Any]) -> str:
    """Nơi nhận as the register keeps it: "Như trên" said by name, and not where the letter itself is filed."""
    lines, addressees = (_lines_of(template, facts, kind) for kind in ("recipients", "addressees"))
    return "; ".join(named_recipients([line for line in lines if not line.casefold().startswith("lưu")], addressees))


def _lines_of(template: Template, facts: Mapping[str, Any], kind: str) -> list[str]:
    return [str(line) for f in template.fields if f.kind == kind for line in facts.get(f.key) or ()]


def named_recipients(lines: Iterable[str], addressees: Iterable[str]) -> list[str]:
    """The lines of Nơi nhận for register and delivery: "Như trên" means whom the letter is addressed to (PL I, II.9b).
    Nobody is named twice."""
    above = [name for line in addressees if (name := line.strip(" -–;.,"))]
    found: list[str] = []
    for line in lines:
        bare = without_bullet(line).rstrip(" ;,")
        found += above if fold(bare.strip(" -–.")).startswith("nhu tren") and above else [bare]
    return list(dict.fromkeys(found))


def unit_symbol(facts: Mapping[str, Any] | None, department: Department) -> str:
    """The unit in the symbol of a công văn (LMHTX-VP): as printed, or the drafting unit's own."""
    return str((facts or {}).get(UNIT_SYMBOL) or department.short_name)


def assignments_of(facts: Mapping[str, Any] | None) -> tuple[list[dict[str, Any]], int]:
    """The units and tasks of "Tổ chức thực hiện", and the section's Roman number (III → 3; 0 when it has none).

    None for a letter written in Word: its own words are read when it is issued.
    """
    units = list((facts or {}).get(ASSIGNMENTS) or [])
    before = last_section(str((facts or {}).get(BODY) or ""))
    return units, before + 1 if before else 0
