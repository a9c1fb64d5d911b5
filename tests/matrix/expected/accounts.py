"""Quản trị: only the admin sees and changes what the office is made of."""

import json

from intranet.core.clock import today
from tests.matrix.expected.line import ADMIN, PEOPLE, STAFF_ALL, get, post

TODAY = f"{today():%d/%m/%Y}"
PERSON = {"name": "Chuyên viên mới", "username": "cvmoi", "department_id": "@department.one"}
NAMES = {"name": "Phòng Tổng hợp", "short_name": "PTH", "holds_from": TODAY}
FACTS = {"issuer_id": "@issuer.own", "kind": "phong", "position": "9"}
ISSUER = {"lines": "TRUNG TÂM", "plain": "Trung tâm", "symbol": "TT", "place": "Hải Phòng", "holds_from": TODAY}
ROWS = json.dumps([[2, {"name": "Chuyên viên mới", "username": "cvmoi", "post": "", "department": "PTTTT",
                        "roles": "Chuyên viên", "phone": "", "email": ""}]])  # fmt: skip
AUTHORITY = {
    "person": "@person.head", "issuer": "@issuer.own", "capacity": "TL", "types": "CV", "valid_from": TODAY,
    "lines": "TL. CHỦ TỊCH\nTRƯỞNG PHÒNG",
}  # fmt: skip

PASSED_ON = {
    "deputy": "@person.deputy", "title": "PHÓ TRƯỞNG PHÒNG", "types": "CV", "valid_from": TODAY,
    "valid_until": "01/12/2036",
}  # fmt: skip

CASES = (
    get("accounts.office", ADMIN),
    get("accounts.issuers", ADMIN),
    get("accounts.issuer", ADMIN, issuer="own"),
    get("accounts.make_issuer", ADMIN),
    post("accounts.make_issuer", ADMIN, ISSUER),
    get("accounts.rename_issuer", ADMIN, issuer="own"),
    post("accounts.rename_issuer", ADMIN, ISSUER, issuer="own"),
    get("accounts.close_issuer", ADMIN, issuer="second"),
    post("accounts.close_issuer", ADMIN, {"reason": "Quyết định 1"}, issuer="second"),
    get("accounts.departments", ADMIN),
    get("accounts.department", ADMIN, department="one"),
    get("accounts.make_department", ADMIN),
    post("accounts.make_department", ADMIN, {**NAMES, **FACTS}),
    get("accounts.edit_department", ADMIN, department="one"),
    post("accounts.edit_department", ADMIN, FACTS, department="one"),
    get("accounts.rename_department", ADMIN, department="one"),
    post("accounts.rename_department", ADMIN, NAMES, department="one"),
    get("accounts.set_heads", ADMIN, department="one"),
    post("accounts.set_heads", ADMIN, {"head": "@person.staff", "deputies": "@person.head"}, department="one"),
    get("accounts.close_department", ADMIN, department="empty"),
    post("accounts.close_department", ADMIN, {"into": "0", "reason": "Quyết định 1"}, department="empty"),
    post("accounts.close_department", ADMIN, {"into": "@department.two", "reason": "QĐ 1"}, department="one"),
    get("accounts.groups", ADMIN),
    get("accounts.make_group", ADMIN),
    post("accounts.make_group", ADMIN, {"name": "Nhóm mới", "members": "@department.two"}),
    get("accounts.edit_group", ADMIN, group="phong"),
    post("accounts.edit_group", ADMIN, {"name": "Nhóm khác", "members": "@department.two"}, group="phong"),
    post("accounts.remove_group", ADMIN, group="phong"),
    get("accounts.people", ADMIN),
    get("accounts.person", ADMIN, person="staff"),
    get("accounts.make_person", ADMIN),
    post("accounts.make_person", ADMIN, {**PERSON, "roles": "staff"}),
    get("accounts.edit_person", ADMIN, person="staff"),
    post("accounts.edit_person", ADMIN, PERSON, person="staff"),
    get("accounts.set_roles", ADMIN, person="staff"),
    post("accounts.set_roles", ADMIN, {"roles": ["staff", "admin"]}, person="staff"),
    get("accounts.leave", ADMIN, person="staff"),
    post("accounts.leave", ADMIN, {"day": TODAY}, person="staff"),
    post("accounts.come_back", ADMIN, person="left"),
    post("accounts.come_back", (), person="staff", late=ADMIN),
    post("accounts.reset_password", ADMIN, person="staff"),
    post("accounts.sign_out_everywhere", ADMIN, person="staff"),
    get("accounts.people_sheet_template", ADMIN),
    get("accounts.check_people_sheet", ADMIN),
    post("accounts.check_people_sheet", ADMIN, {"sheet": PEOPLE}, changes=False),
    post("accounts.take_people_sheet", ADMIN, {"rows": ROWS}),
    get("accounts.authorities", ADMIN),
    get("accounts.give_authority", ADMIN),
    post("accounts.give_authority", ADMIN, AUTHORITY),
    get("accounts.end_authority", ADMIN, authority="leader"),
    post("accounts.end_authority", ADMIN, {"last_day": TODAY}, authority="leader"),
    get("accounts.own_authorities", STAFF_ALL),
    get("accounts.pass_on", {"head"}, authority="by_order"),
    post("accounts.pass_on", {"head"}, PASSED_ON, authority="by_order"),
    post("accounts.pass_on", (), PASSED_ON, authority="leader", late={"leader"}),
    post("accounts.take_back", {"head"} | ADMIN, authority="passed"),
)
