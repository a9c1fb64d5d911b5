"""Who is who: roles, posts and the permissions of the office itself."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from intranet.core.permissions import Permission


class Role(StrEnum):
    """What a person may do in the office; the authority to sign is not a role."""

    STAFF = "staff"
    HEAD = "head"
    DEPUTY_HEAD = "deputy_head"
    CLERK = "clerk"
    LEADER = "leader"
    ADMIN = "admin"


ROLE_LABELS = {
    Role.STAFF: "Chuyên viên",
    Role.HEAD: "Trưởng đơn vị",
    Role.DEPUTY_HEAD: "Phó trưởng đơn vị",
    Role.CLERK: "Văn thư",
    Role.LEADER: "Lãnh đạo",
    Role.ADMIN: "Quản trị",
}


# Roles for the whole office; who heads a department is said on the department's page.
OFFICE_ROLES = (Role.STAFF, Role.CLERK, Role.LEADER, Role.ADMIN)


# Who leads a department.
HEADS = frozenset({Role.HEAD, Role.DEPUTY_HEAD})


class DepartmentKind(StrEnum):
    PHONG = "phong"
    VAN_PHONG = "van_phong"
    TRUNG_TAM = "trung_tam"
    QUY = "quy"
    BAN = "ban"


KIND_LABELS = {
    DepartmentKind.PHONG: "Phòng",
    DepartmentKind.VAN_PHONG: "Văn phòng",
    DepartmentKind.TRUNG_TAM: "Trung tâm",
    DepartmentKind.QUY: "Quỹ",
    DepartmentKind.BAN: "Ban",
}


# What stands in a số, ký hiệu, "LMHTX" or "PTTTT": letters (Đ too), digits, hyphens and dots, without spaces.
_SYMBOL = re.compile(r"(?:[^\W_]|[.-])+")
SYMBOL_HELP = "Chỉ gồm chữ cái, chữ số, gạch nối, dấu chấm; không có dấu cách."


def why_no_symbol(words: str) -> str | None:
    """Why words cannot stand in the symbol of a letter (NĐ 30/2020, PL I, II.3); None when they can."""
    if _SYMBOL.fullmatch(words):
        return None
    odd = dict.fromkeys(sign for sign in words if not _SYMBOL.fullmatch(sign))
    named = ", ".join("dấu cách" if sign.isspace() else f"«{sign}»" for sign in odd)
    return f"Bỏ {named}. {SYMBOL_HELP}" if named else SYMBOL_HELP


_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+?[0-9 .()-]{3,40}")


def why_no_email(words: str) -> str | None:
    """Why words are no mail address, wherever they were typed; None when they are one."""
    return None if _EMAIL.fullmatch(words) else "Địa chỉ thư không đúng. Hãy ghi như ten@haiphong.gov.vn."


def why_no_phone(words: str) -> str | None:
    """Why words are no telephone number, wherever they were typed; None when they are one."""
    return None if _PHONE.fullmatch(words) else "Số điện thoại chỉ gồm chữ số, dấu cách, dấu chấm và gạch nối."


class Capacity(StrEnum):
    """In whose place a person signs (Điều 13 NĐ 30/2020)."""

    HEAD = "HEAD"
    TM = "TM"
    Q = "Q"
    KT = "KT"
    TL = "TL"
    TUQ = "TUQ"


CAPACITY_LABELS = {
    Capacity.HEAD: "Người đứng đầu",
    Capacity.TM: "TM. (thay mặt tập thể)",
    Capacity.Q: "Q. (quyền)",
    Capacity.KT: "KT. (ký thay)",
    Capacity.TL: "TL. (thừa lệnh)",
    Capacity.TUQ: "TUQ. (thừa ủy quyền)",
}


# In which capacities the head of an agency signs, alone or for a collective body.
HEADS_SIGN_AS = {Capacity.HEAD, Capacity.TM, Capacity.Q}

# The word before the title, line by line above the name (NĐ 30/2020, PL I, II.7).
CAPACITY_PREFIXES = {
    Capacity.TM: "TM.",
    Capacity.Q: "Q.",
    Capacity.KT: "KT.",
    Capacity.TL: "TL.",
    Capacity.TUQ: "TUQ.",
}


def one_of(column: str, values: Iterable[str]) -> str:
    """The SQL of a check constraint: the column holds one of the values."""
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


def has_role(person: Any, *roles: Role) -> bool:
    """Whether the person has one of the roles, anywhere."""
    return any(held.role in roles for held in person.roles)


def is_leader(person: Any) -> bool:
    return has_role(person, Role.LEADER)


def is_clerk(person: Any) -> bool:
    return has_role(person, Role.CLERK)


def is_admin(person: Any) -> bool:
    return has_role(person, Role.ADMIN)


def heads_department(person: Any, department_id: int | None) -> bool:
    """Whether the person is head or deputy head of that department."""
    return department_id is not None and department_id in departments_headed(person)


def departments_headed(person: Any) -> set[int]:
    """The departments the person is head or deputy head of."""
    return {held.department_id for held in person.roles if held.role in (Role.HEAD, Role.DEPUTY_HEAD)}


def departments_of(person: Any) -> set[int]:
    """The departments whose work the person sees as his own: where he sits and what he heads."""
    return {person.department_id, *departments_headed(person)}


def is_of_office(person: Any) -> bool:
    """Whether the person sits in Văn phòng, which follows all plans and confirms for the leaders."""
    return bool(person.department.is_office)


def sees_everything(person: Any) -> bool:
    """Leaders, Văn phòng and clerks see the work of every department."""
    return is_leader(person) or is_clerk(person) or is_of_office(person)


def holds_on(authority: Any, day: date) -> bool:
    """Whether an authority to sign holds on a day; one that was passed on only as long as that of who passed it."""
    return why_not_in_force(authority, day) is None


def why_not_in_force(authority: Any, day: date) -> str | None:
    """Why an authority to sign does not hold on a day, as the end of a sentence about its holder; None when it does."""
    if day < authority.valid_from:
        return f"chưa có hiệu lực (từ ngày {authority.valid_from:%d/%m/%Y})"
    if authority.valid_until is not None and authority.valid_until < day:
        return f"không còn hiệu lực (hết ngày {authority.valid_until:%d/%m/%Y})"
    if authority.passed_from is not None and why_not_in_force(authority.passed_from, day):
        return f"không còn hiệu lực, vì quyền của {authority.passed_from.person.name}, người giao lại, đã hết"
    return None


def covers_type(authority: Any, type_code: str) -> bool:
    """Whether an authority to sign covers letters of a type ("KH", "TTr", "CV" for công văn); no list means all."""
    return not authority.types.strip() or type_code in authority.types.split()


def problems_of_authority(authority: Any) -> dict[str, str]:
    """What is missing or wrong in an authority to sign, a sentence by field (Điều 13; PL I, II.7 NĐ 30/2020)."""
    problems = _problems_of_lines(authority.capacity, authority.lines)
    if authority.capacity == Capacity.TL and not authority.types.strip():
        problems["types"] = "Thừa lệnh chỉ ký loại văn bản mà quy chế làm việc cho phép. Hãy chọn loại."
    if authority.capacity == Capacity.TUQ and not authority.basis.strip():
        problems["basis"] = "Thừa ủy quyền phải có văn bản ủy quyền. Hãy ghi số, ngày của văn bản ấy."
    if authority.capacity == Capacity.TUQ and authority.valid_until is None:
        problems["valid_until"] = "Thừa ủy quyền phải có ngày kết thúc."
    if authority.capacity == Capacity.TUQ and not (authority.types.strip() or authority.fields.strip()):
        problems["types"] = "Thừa ủy quyền phải giới hạn nội dung. Hãy chọn loại văn bản hoặc ghi lĩnh vực."
    if authority.valid_until is not None and authority.valid_until < authority.valid_from:
        problems["valid_until"] = "Ngày kết thúc không thể trước ngày bắt đầu."
    return problems


def why_not_passed_on(authority: Any, day: date) -> str | None:
    """Why an authority to sign may not be passed on (Điều 13.3, 13.4 NĐ 30/2020); None when it may."""
    if authority.capacity == Capacity.TUQ:
        return "Người được ký thừa ủy quyền không được ủy quyền lại cho người khác (Điều 13.3)."
    if authority.capacity != Capacity.TL:
        return "Chỉ quyền ký thừa lệnh được giao lại cho cấp phó (Điều 13.4)."
    if authority.passed_from_id is not None:
        return "Quyền này do trưởng đơn vị giao lại, không giao tiếp cho người khác."
    if why_not_in_force(authority, day):
        return f"Quyền ký này {why_not_in_force(authority, day)}."
    return None


def lines_passed_on(lines: str, title: str) -> str:
    """What stands above a deputy's name when he signs for the head of his unit by order (PL I, II.7b).

    "TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG" and the deputy's title become "TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ …".
    """
    first, post, *_ = [line.strip() for line in lines.split("\n") if line.strip()]
    return f"{first}\nKT. {post}\n{title.strip().upper()}"


def _problems_of_lines(capacity: str, text: str) -> dict[str, str]:
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return {"lines": "Hãy ghi chức vụ đứng trên tên người ký."}
    if text != text.upper():
        return {"lines": "Chức vụ trên tên người ký viết bằng chữ in hoa."}
    prefix = CAPACITY_PREFIXES.get(Capacity(capacity))
    if prefix is None:
        wrong = next((word for word in CAPACITY_PREFIXES.values() if lines[0].startswith(word)), None)
        return {"lines": f"Người đứng đầu ký không ghi {wrong}"} if wrong else {}
    if not lines[0].startswith(f"{prefix} "):
        return {"lines": f"Dòng đầu phải bắt đầu bằng “{prefix} ”."}
    if capacity != Capacity.Q and len(lines) < 2:
        return {"lines": "Cần dòng thứ hai: chức vụ của người ký."}
    return {}


def _holds_it(person: Any, authority: Any) -> bool:
    return bool(authority.person_id == person.id)


def _passed_it_on(person: Any, authority: Any) -> bool:
    return authority.passed_from is not None and (authority.passed_from.person_id == person.id or is_admin(person))


def _admin_only(person: Any, thing: Any) -> bool:
    return is_admin(person)


_ADMIN_WORDS = "Chỉ người quản trị được làm việc này."

PERMISSIONS = {
    "office.view": Permission(_admin_only, _ADMIN_WORDS),
    "office.edit": Permission(_admin_only, _ADMIN_WORDS),
    "authority.pass_on": Permission(_holds_it, "Chỉ chính người có quyền ký thừa lệnh giao lại cho cấp phó."),
    "authority.take_back": Permission(_passed_it_on, "Chỉ người đã giao lại quyền ký, hoặc quản trị, thu lại."),
}
