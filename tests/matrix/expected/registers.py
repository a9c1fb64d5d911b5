"""Sổ văn bản đi: heads and those above read it, only the clerk writes it."""

from intranet.core.clock import today
from tests.matrix.expected.line import ADMIN, CLERK, MANAGERS, get, post

READS = MANAGERS | {"head", "deputy", "helper_head", "other_head"}
TODAY = f"{today():%d/%m/%Y}"
NEXT_YEAR = str(today().year + 1)
ENTRY = {"subject": "Thư mời họp", "signer": "Chánh Văn phòng"}
ASKED = {"issuer_id": "@issuer.own", "type_code": "KH", "day": TODAY}
BOOK = {"issuer_id": "@issuer.own", "series": "chung", "year": NEXT_YEAR, "first_number": "5"}
SCHEME = {"issuer_id": "@issuer.own", "scheme": "per_type", "from_year": NEXT_YEAR}

USE = {"used_on": TODAY, "user_name": "Bà Ánh", "allowed_by": "Chánh Văn phòng"}

CASES = (
    get("registers.index", READS),
    get("registers.excel", READS),
    get("registers.paper", READS),
    get("registers.books", READS),
    get("registers.uses", READS),
    get("registers.uses_excel", READS),
    get("registers.uses_paper", READS),
    get("registers.lend_copy", CLERK, number="letter"),
    post("registers.lend_copy", CLERK, USE, number="letter"),
    get("registers.give_back_copy", CLERK, use="lent"),
    post("registers.give_back_copy", CLERK, {"day": TODAY}, use="lent"),
    get("registers.number", READS, number="letter"),
    get("registers.number", READS, number="kept"),
    get("registers.add_outside", CLERK),
    post("registers.add_outside", CLERK, {**ASKED, **ENTRY}),
    get("registers.set_keeping", CLERK | ADMIN),
    post("registers.set_keeping", CLERK | ADMIN, {"issuer_id": "@issuer.own", "basis": "Quy chế"}),
    get("registers.keep", CLERK),
    post("registers.keep", CLERK, {**ASKED, "why": "Kế hoạch sắp ký", "leave_id": "@person.leader"}),
    get("registers.insert", CLERK),
    post("registers.insert", CLERK, {**ASKED, "after": "1", "why": "Sót khi vào sổ", "leave_id": "@person.leader"}),
    get("registers.use_kept", CLERK, number="kept"),
    post("registers.use_kept", CLERK, ENTRY, number="kept"),
    post("registers.use_kept", (), ENTRY, number="outside", late=CLERK),
    post("registers.correct", CLERK, {**ENTRY, "remark": "Gửi lại"}, number="outside"),
    post("registers.correct", CLERK, {"remark": "Gửi lại"}, number="letter"),
    post("registers.cancel", CLERK, {"reason": "Ghi nhầm"}, number="outside"),
    post("registers.cancel", CLERK, {"reason": "Không dùng"}, number="kept"),
    post("registers.cancel", (), {"reason": "Ghi nhầm"}, number="letter", late=CLERK),
    get("registers.open_book", CLERK),
    post("registers.open_book", CLERK, BOOK),
    get("registers.set_scheme", CLERK | ADMIN),
    post("registers.set_scheme", CLERK | ADMIN, SCHEME),
)
