"""Keeping the list of members: by hand, and from a sheet whose every cell was checked; no row is removed."""

from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from sqlalchemy.exc import IntegrityError

from intranet.core import history
from intranet.core.clock import now
from intranet.core.db import insert_at_once, lock, session
from intranet.core.errors import Invalid, Refused
from intranet.core.files import keep_bytes, read
from intranet.docservice.guard import KINDS, shown_name
from intranet.docservice.searching import search_text
from intranet.emulation.member_sheet import CheckedSheet, check_members
from intranet.emulation.models import Member, MemberImport
from intranet.emulation.queries.members import ALL, MemberFilter, all_members
from intranet.emulation.rules.members import TAX_CODE_WRONG, MemberKind, member_key, tax_code_of

MOST_BYTES = 10_000_000
TAX_CODE_TAKEN = "Mã số thuế này là của «{}»."


@dataclass(frozen=True)
class MemberFacts:
    """What the list says of a member; `tax_code` "" when none is known, `left_on` its last day as a member."""

    name: str
    kind: str = MemberKind.COOPERATIVE
    tax_code: str = ""
    field: str = ""
    place: str = ""
    address: str = ""
    representative: str = ""
    phone: str = ""
    email: str = ""
    member_count: int | None = None
    worker_count: int | None = None
    joined_on: date | None = None
    left_on: date | None = None


def add_member(actor: Any, facts: MemberFacts) -> Member:
    """Add a member. Raises Invalid for a wrong or taken tax code, or days that cannot be."""
    member = Member()
    _write(member, vars(facts))
    _write_at_once(member)
    history.record(member, actor, "add_member", f"thêm thành viên «{member.name}»")
    return member


def edit_member(member: Member, actor: Any, facts: MemberFacts) -> None:
    """Correct a member or end it; what stood there stays in the history. Raises Invalid like add_member."""
    _change(member, vars(facts), actor, "edit_member", f"sửa thành viên «{facts.name}»")


def begin_import(file: BinaryIO | None, name: str, actor: Any) -> MemberImport:
    """Keep a sheet of members, right or wrong; its page says what it would do. Raises Invalid (field "sheet") for a
    file that is no such sheet at all."""
    content = file.read(MOST_BYTES + 1) if file is not None and name else b""
    if not content:
        raise Invalid("Hãy chọn tệp Excel.", field="sheet")
    if len(content) > MOST_BYTES:
        raise Invalid(f"Tệp quá lớn: bảng thành viên tối đa {MOST_BYTES // 1_000_000} MB.", field="sheet")
    check_members(content, shown_name(name), ())
    sent = MemberImport(
        file_sha256=keep_bytes(content, KINDS["xlsx"].media_type), file_name=shown_name(name), by_id=actor.id
    )
    session.add(sent)
    history.record(sent, actor, "begin_import", f"gửi bảng thành viên «{sent.file_name}»")
    return sent


def checked_again(sent: MemberImport) -> CheckedSheet:
    """The sheet as it was sent, against the list as it is now."""
    return check_members(read(sent.file_sha256), sent.file_name, all_members(MemberFilter(view=ALL)))


def take_import(sent: MemberImport, actor: Any) -> CheckedSheet:
    """Put the rows of a sheet into the list: known members are brought up to date, the others are added.

    All or nothing; empty cells change nothing. Raises Refused when a cell is still wrong or it was taken before.
    """
    lock(sent)
    if sent.taken_at is not None:
        raise Refused("Bảng này đã được nhập rồi.", "Muốn nhập lại thì tải bảng lên lần nữa.")
    checked = checked_again(sent)
    if checked.faults:
        raise Refused(f"Bảng còn {len(checked.faults)} chỗ cần sửa.", "Sửa trong Excel rồi tải lên lại.")
    known = {member.id: member for member in all_members(MemberFilter(view=ALL))}
    for row in checked.rows:
        if row.member_id is None:
            add_member(actor, MemberFacts(**row.facts))
        elif row.changes:
            member = known[row.member_id]
            facts = {name: getattr(member, name) for name in MemberFacts.__dataclass_fields__} | dict(row.facts)
            _change(member, facts, actor, "import_member", f"cập nhật từ bảng «{sent.file_name}»")
    sent.taken_at, sent.taken_by_id = now(), actor.id
    sent.added, sent.changed = len(checked.of("add")), len(checked.of("change"))
    words = f"nhập bảng thành viên: thêm {sent.added}, cập nhật {sent.changed}"
    history.record(sent, actor, "take_import", words)
    return checked


def _change(member: Member, facts: dict[str, Any], actor: Any, act: str, words: str) -> None:
    stood = {name: _plain(getattr(member, name)) for name in facts}
    _write(member, facts)
    _write_at_once(member)
    changed = {name: was for name, was in stood.items() if was != _plain(getattr(member, name))}
    if changed:
        history.record(member, actor, act, words, stood=changed)


def _write(member: Member, facts: dict[str, Any]) -> None:
    code = tax_code_of(facts["tax_code"] or "")
    if code is None:
        raise Invalid(TAX_CODE_WRONG, field="tax_code")
    with session.no_autoflush:
        taken = session.query(Member).filter(Member.tax_code == code, Member.id != member.id).first() if code else None
    if taken is not None:
        raise Invalid(TAX_CODE_TAKEN.format(taken.name), field="tax_code")
    joined, left = facts["joined_on"], facts["left_on"]
    if joined and left and left < joined:
        raise Invalid("Ngày thôi là thành viên không thể trước ngày vào.", field="left_on")
    for name, value in facts.items():
        setattr(member, name, value)
    member.tax_code = code or None
    member.name_key = member_key(facts["name"])
    member.search_text = search_text(
        facts["name"], code, facts["field"], facts["place"], facts["representative"], facts["phone"]
    )


def _write_at_once(member: Member) -> None:
    """Two who write one code at the same instant both find it free; the second learns here whose it is by now."""
    code = member.tax_code
    try:
        with session.begin_nested():
            insert_at_once(member)
    except IntegrityError as error:
        owner = session.query(Member).filter(Member.tax_code == code).first() if code else None
        if owner is None:
            raise
        raise Invalid(TAX_CODE_TAKEN.format(owner.name), field="tax_code") from error


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
