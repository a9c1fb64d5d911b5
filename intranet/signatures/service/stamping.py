"""The time stamping authority: whether it is there, whether its stamps are trusted, going on without it."""

from datetime import datetime
from typing import Any

from intranet.core import permissions
from intranet.core.errors import Invalid, Refused
from intranet.docservice.errors import DocError
from intranet.docservice.signing.timestamps import TimestampServer, try_server
from intranet.docservice.signing.verify import verify
from intranet.signatures.office_trust import office_timestamps, office_trust

FAULTS = frozenset({"stamp_no_answer", "stamp_refused", "stamp_untrusted"})
WITHOUT_STAMP = "Hãy thử lại sau ít phút; hoặc chọn ký không có dấu thời gian rồi gửi lại."
GONE_ON_WITHOUT = "Không có dấu thời gian: máy chủ dấu thời gian không cấp được, đã chọn ký tiếp."


def try_timestamps(actor: Any) -> datetime:
    """Ask the office's time stamping authority once: the moment it says. Refused without one, or when it is no good."""
    permissions.require(actor, "signature.keep")
    server = office_timestamps()
    if server is None:
        raise Refused("Chưa khai báo máy chủ dấu thời gian.", "Ghi địa chỉ vào timestamp_address trong settings.toml.")
    try:
        return try_server(server, office_trust())
    except DocError as error:
        raise Refused(error.sentence, "Kiểm tra địa chỉ trong settings.toml và thư mục instance/trust.") from error


def require_trusted_stamp(pdf: bytes) -> None:
    """Raises DocError stamp_untrusted unless the newest signature bears a time stamp the office trusts."""
    if verify(pdf, office_trust()).signatures[-1].stamped_at is None:
        raise DocError("stamp_untrusted")


def refusal(error: DocError, field: str) -> Invalid:
    """What a person is told: no time stamp came and he may go on without, or something is wrong with what he sent."""
    if error.code in FAULTS:
        return Invalid(error.sentence, field="without_stamp", advice=WITHOUT_STAMP)
    return Invalid(error.sentence, field=field)


def note_of(server: TimestampServer | None, asked: TimestampServer | None) -> str:
    """What the log says of a signature made without the authority the office has; nothing otherwise."""
    return GONE_ON_WITHOUT if server is not None and asked is None else ""
