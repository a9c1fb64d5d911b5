"""What people are told of, how each kind reaches them, and how many notices become one line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any, Protocol

from intranet.accounts.rules import PERMISSIONS as OFFICE
from intranet.core.clock import office_time
from intranet.core.permissions import Permission


class Wish(StrEnum):
    """How a kind of notice reaches a person besides the bell."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    NEVER = "never"


WISH_LABELS = {Wish.AT_ONCE: "Gửi thư ngay", Wish.DIGEST: "Gộp vào thư tổng hợp", Wish.NEVER: "Không gửi thư"}
DIGEST_HOUR = 7  # unless the person chose another
DIGEST_HOURS = range(5, 21)


class MailState(StrEnum):
    """What became of a letter in the outbox."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"


MAIL_STATE_LABELS = {
    MailState.WAITING: "Chờ gửi",
    MailState.SENDING: "Đang gửi",
    MailState.SENT: "Đã gửi",
    MailState.UNKNOWN: "Không rõ đã tới",
    MailState.FAILED: "Không gửi được",
}
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
GIVEN_UP_AFTER = timedelta(days=3)


def wait_before_next_try(attempts: int) -> timedelta:
    """How long a letter waits after so many tries in vain: a server restarts in minutes, a line is mended in hours."""
    return WAITS[min(attempts, len(WAITS)) - 1]


@dataclass(frozen=True)
class Kind:
    """One kind of notice; with `many`, several about one thing on one day are one line: "giao 20 nhiệm vụ"."""

    name: str
    label: str
    many: str = ""
    wish: Wish = Wish.DIGEST
    to_deputy: bool = True  # also told to whoever stands in for an absent receiver; what he alone may do is not


KINDS = {
    kind.name: kind
    for kind in (
        Kind("task_given", "Nhiệm vụ mới giao cho đơn vị", many="giao {count} nhiệm vụ"),
        Kind("task_assigned", "Việc giao cho tôi", many="giao {count} việc"),
        Kind("task_answered", "Đơn vị nhận hoặc từ chối nhiệm vụ"),
        Kind("task_reported", "Nhiệm vụ chờ tôi xác nhận"),
        Kind("extension_asked", "Đề nghị gia hạn chờ tôi quyết định"),
        Kind("task_judged", "Nhiệm vụ được xác nhận hoặc yêu cầu làm lại"),
        Kind("task_commented", "Ý kiến trao đổi về nhiệm vụ"),
        Kind("deadline_moved", "Thời hạn nhiệm vụ thay đổi", many="đổi thời hạn {count} nhiệm vụ"),
        Kind("deadline_near", "Nhắc việc sắp đến hạn"),
        Kind("deadline_late", "Nhắc việc quá hạn"),
        Kind("deadline_in_absence", "Thời hạn rơi vào ngày vắng của người phụ trách", wish=Wish.AT_ONCE),
        Kind("task_taken_back", "Nhiệm vụ bị hủy", many="hủy {count} nhiệm vụ"),
        Kind("letter_to_check", "Văn bản chờ tôi kiểm tra"),
        Kind("letter_to_sign", "Văn bản chờ tôi ký", to_deputy=False),
        Kind("letter_to_number", "Văn bản chờ cấp số", to_deputy=False),
        Kind("letter_checked", "Văn bản của tôi đã được kiểm tra, ký"),
        Kind("letter_sent_back", "Văn bản của tôi bị trả lại hoặc bị hủy"),
        Kind("batch_made", "Đợt văn bản hàng loạt đã làm xong hoặc dừng giữa chừng"),
        Kind("letter_issued", "Văn bản của tôi đã phát hành"),
        Kind("opinion_asked", "Dự thảo chờ đơn vị tôi góp ý"),
        Kind("opinion_given", "Góp ý cho dự thảo của tôi"),
        Kind("opinion_answered", "Góp ý của tôi được trả lời"),
        Kind("letter_widened", "Đề nghị mở rộng quyền xem văn bản chờ tôi xác nhận", to_deputy=False),
        Kind("letter_received", "Văn bản gửi đến tôi hoặc đơn vị tôi"),
        Kind("letter_withdrawn", "Văn bản tôi nhận bị thu hồi, thay thế, đính chính", wish=Wish.AT_ONCE),
        Kind("report_asked", "Đơn vị phải gửi phần báo cáo"),
        Kind("report_answered", "Đơn vị đã gửi phần báo cáo"),
        Kind("briefing_presented", "Kết luận giao ban chờ tôi xác nhận"),
        Kind("briefing_answered", "Kết luận giao ban được xác nhận hoặc trả lại"),
        Kind("council_asked", "Đợt khen thưởng chờ phiếu của tôi"),
        Kind("exemplar_decided", "Điển hình tôi giới thiệu có kết quả khen thưởng"),
        Kind("arrival_to_direct", "Văn bản đến chờ tôi cho ý kiến"),
        Kind("arrival_forwarded", "Văn bản đến chuyển cho đơn vị tôi", many="chuyển {count} văn bản đến"),
        Kind("arrival_sent_back", "Văn bản đến bị trả lại"),
        Kind("arrival_urgent", "Văn bản đến khẩn, thượng khẩn, hỏa tốc", wish=Wish.AT_ONCE),
        Kind("delivery_failed", "Thư điện tử gửi văn bản đi bị lỗi"),
        Kind("arrival_forged", "Văn bản đến có chữ ký số không đúng", wish=Wish.AT_ONCE),
        Kind("absence_entrusted", "Tôi được giao xử lý thay, hoặc thôi xử lý thay", wish=Wish.AT_ONCE),
        Kind("letter_overdue", "Văn bản đã ký mà chưa phát hành đúng hạn"),
    )
}

# Where each thing that people are told of has its page; written out, because mail is made where there is no web.
PLACES = {
    "task": "/tasks/{}",
    "plan": "/plans/{}",
    "document": "/documents/{}",
    "batch": "/batches/{}",
    "report": "/reports/{}",
    "briefing": "/briefings/{}",
    "incoming_letter": "/incoming/{}",
    "register_number": "/registers/numbers/{}/deliveries",
    "award_occasion": "/awards/{}",
    "exemplar": "/exemplars/{}",
    "absence": "/absences/{}",
}


def page_of(thing_type: str, thing_id: int) -> str:
    """The address of a thing's page, from the first slash on."""
    return PLACES[thing_type].format(thing_id)


class Tellable(Protocol):
    """A thing people can be told of: a row with a page of its own and the words that name it there."""

    __tablename__: str
    id: Any

    @property
    def told_as(self) -> str: ...


@dataclass(frozen=True)
class Line:
    """One line of the page: a notice, or several of a kind that has words for many."""

    notices: Sequence[Any]

    @property
    def first(self) -> Any:
        return self.notices[0]

    @property
    def words(self) -> str:
        count = len(self.notices)
        return self.first.words if count == 1 else KINDS[self.first.kind].many.format(count=count)


@dataclass
class Thing:
    """What was told of one thing on one day, the newest first."""

    first: Any
    lines: list[Line] = field(default_factory=list)

    @property
    def is_unread(self) -> bool:
        return any(notice.read_at is None for line in self.lines for notice in line.notices)


def by_day(notices: Iterable[Any]) -> list[tuple[date, list[Thing]]]:
    """Notices, the newest first, as the page shows them: by day, by thing, many of a kind in one line."""
    days = groupby(notices, key=lambda notice: office_time(notice.made_at).date())
    return [(day, _things(list(told))) for day, told in days]


def _things(notices: list[Any]) -> list[Thing]:
    found: dict[tuple[str, int], Thing] = {}
    several: dict[tuple[str, int, str, int | None], list[Any]] = {}
    for notice in notices:
        about = (notice.about_type, notice.about_id)
        thing = found.setdefault(about, Thing(notice))
        if not KINDS[notice.kind].many:
            thing.lines.append(Line([notice]))
            continue
        same = several.setdefault((*about, notice.kind, notice.actor_id), [])
        same.append(notice)
        if len(same) == 1:
            thing.lines.append(Line(same))
    return list(found.values())


def _own(person: Any, notice: Any) -> bool:
    return bool(notice.person_id == person.id)


def _everybody(person: Any, thing: Any) -> bool:
    return True


_VIEW, _EDIT = OFFICE["office.view"], OFFICE["office.edit"]
PERMISSIONS: dict[str, Permission] = {
    "notice.list": Permission(_everybody),
    "notice.read": Permission(_own, "Đây là thông báo của người khác."),
    "notice.read_all": Permission(_everybody),
    "notice.choose": Permission(_everybody),
    "reminder.set_office_marks": _EDIT,
    "mail.list": _VIEW,
    "mail.try_out": _EDIT,
    "mail.send_again": _EDIT,
}
