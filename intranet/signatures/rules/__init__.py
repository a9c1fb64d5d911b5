"""Who signs with a key, who seals, who keeps certificates; how far the copy to be signed is."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from intranet.accounts.rules import is_admin, is_clerk, sees_everything
from intranet.core.permissions import Permission
from intranet.documents.rules import State, is_signer


class CopyState(StrEnum):
    """The copy to be signed: asked for, ready, or given up with a reason."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class AppendixState(StrEnum):
    """An appendix in a file of its own: its PDF is being made, ready to be signed, or it goes as it is."""

    WAITING = "waiting"
    READY = "ready"
    AS_IT_IS = "as_it_is"


class Verdict(StrEnum):
    """What the signatures of a PDF that came are worth."""

    NONE = "none"  # nobody signed it with a key
    VALID = "valid"
    UNPROVEN = "unproven"  # nothing was changed, but the office cannot tell whose certificate it is
    BROKEN = "broken"  # changed after signing, or signed with a certificate that was taken back
    UNREADABLE = "unreadable"


FORGED = frozenset({Verdict.BROKEN, Verdict.UNREADABLE})
VERDICT_WORDS = {
    Verdict.NONE: ("Không có chữ ký số", "none"),
    Verdict.VALID: ("Chữ ký số hợp lệ", "done"),
    Verdict.UNPROVEN: ("Chưa xác minh được chữ ký số", "soon"),
    Verdict.BROKEN: ("Chữ ký số không đúng", "late"),
    Verdict.UNREADABLE: ("Không đọc được tệp", "late"),
}


def holds_on(certificate: Any, moment: datetime) -> bool:
    """Whether a bound certificate may sign at a moment."""
    return certificate.ended_at is None and certificate.valid_from <= moment <= certificate.valid_until


def unfit(certificate: Any, document: Any, moment: datetime) -> str:
    """Why a person's bound certificate signs not this letter: ended, not yet or no longer valid, of another post."""
    if certificate.ended_at is not None:
        return "Chứng thư số này đã ngừng dùng ở cơ quan."
    if moment < certificate.valid_from:
        return "Chứng thư số chưa có hiệu lực."
    if moment > certificate.valid_until:
        return "Chứng thư số đã hết hạn."
    if certificate.authority_id in (None, document.signer_authority_id):
        return ""
    return f"Chứng thư số gắn với tư cách ký «{capacity_of(certificate.authority)}», văn bản này ký với tư cách khác."


def capacity_of(authority: Any) -> str:
    """The lines above the name, in one."""
    return " / ".join(authority.lines.splitlines())


def signs_with_a_key(person: Any, document: Any) -> bool:
    """The letter's named signer, once a certificate is bound to him (Điều 13, 32 NĐ 30/2020)."""
    bound = any(certificate.ended_at is None for certificate in person.certificates)
    return document.state == State.PRESENTED and is_signer(person, document) and bound


def seals(person: Any, document: Any) -> bool:
    """The clerk keeps the office's key and seals what has its number (Điều 32.2)."""
    copy = document.electronic
    return is_clerk(person) and document.state == State.NUMBERED and copy is not None and bool(copy.numbered_sha256)


PERMISSIONS = {
    "signature.sign": Permission(
        signs_with_a_key,
        "Chỉ người ký ghi trong văn bản, đã có chứng thư số, ký số được khi văn bản đang trình ký.",
    ),
    "signature.seal": Permission(seals, "Chỉ văn thư ký số của cơ quan, khi văn bản ký số đã có số."),
    "signature.keep": Permission(lambda person, _: is_admin(person), "Chỉ người quản trị giữ danh sách chứng thư số."),
    "signature.copy": Permission(lambda person, _: is_clerk(person), "Bản sao điện tử do văn thư làm và ký số."),
    "signature.list_copies": Permission(
        lambda person, _: sees_everything(person), "Bản sao điện tử dành cho văn thư, lãnh đạo và Văn phòng."
    ),
    "signature.check_arrival": Permission(
        lambda person, _: is_clerk(person), "Văn thư kiểm tra tính xác thực của văn bản điện tử đến (Điều 21)."
    ),
    "signature.verify": Permission(lambda person, _: True),
}
