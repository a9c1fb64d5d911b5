"""States, moves and permissions of incoming letters (Điều 20–24 NĐ 30/2020): read this first."""

from datetime import date
from enum import StrEnum
from typing import Any

from intranet.accounts.rules import Role, departments_headed, departments_of, is_clerk, is_leader, sees_everything
from intranet.core.flow import Flow, Move
from intranet.core.permissions import HandedOver, Permission
from intranet.docservice.nd30 import LETTER_TYPES
from intranet.plans.rules import manages_plans


class State(StrEnum):
    RECEIVED = "received"
    REGISTERED = "registered"
    PRESENTED = "presented"
    HANDLING = "handling"
    FINISHED = "finished"
    DISCARDED = "discarded"
    CANCELLED = "cancelled"
    SECRET = "secret"


STATE_LABELS = {
    State.RECEIVED: "Chờ vào sổ",
    State.REGISTERED: "Chờ chuyển",
    State.PRESENTED: "Chờ ý kiến chỉ đạo",
    State.HANDLING: "Đang xử lý",
    State.FINISHED: "Đã giải quyết",
    State.DISCARDED: "Không vào sổ",
    State.CANCELLED: "Đã hủy dòng sổ",
    State.SECRET: "Văn bản mật",
}
STATE_TONES = {
    State.RECEIVED: "soon",
    State.REGISTERED: "soon",
    State.PRESENTED: "waiting",
    State.HANDLING: "doing",
    State.FINISHED: "done",
    State.DISCARDED: "none",
    State.CANCELLED: "none",
    State.SECRET: "none",
}
WITHOUT_NUMBER = frozenset({State.RECEIVED, State.DISCARDED, State.SECRET})
IN_THE_BOOK = frozenset(State) - WITHOUT_NUMBER
OPEN = frozenset({State.RECEIVED, State.REGISTERED, State.PRESENTED, State.HANDLING})


class Urgency(StrEnum):
    """Độ khẩn (NĐ 30/2020, PL I, II.10b); urgent letters are presented and handled at once (Điều 23.1, 24.2)."""

    NONE = ""
    URGENT = "khan"
    VERY_URGENT = "thuong_khan"
    FLASH = "hoa_toc"


URGENCY_LABELS = {
    Urgency.NONE: "Không",
    Urgency.URGENT: "Khẩn",
    Urgency.VERY_URGENT: "Thượng khẩn",
    Urgency.FLASH: "Hỏa tốc",
}


class Secrecy(StrEnum):
    """Độ mật: such a letter may not lie on this machine; it goes into the book of secret letters (Điều 22.4)."""

    NONE = ""
    SECRET = "mat"
    TOP_SECRET = "toi_mat"
    UTMOST_SECRET = "tuyet_mat"


SECRECY_LABELS = {
    Secrecy.NONE: "Không có dấu mật",
    Secrecy.SECRET: "Mật",
    Secrecy.TOP_SECRET: "Tối mật",
    Secrecy.UTMOST_SECRET: "Tuyệt mật",
}


class Part(StrEnum):
    """What a unit has to do with a letter: chủ trì, phối hợp (Điều 23.2), or only to know."""

    LEAD = "lead"
    SUPPORT = "support"
    INFORM = "inform"


PART_LABELS = {Part.LEAD: "Xử lý chính", Part.SUPPORT: "Phối hợp", Part.INFORM: "Để biết"}


class ReadingState(StrEnum):
    """How far the machine has read the files: no file, being read, read, not readable."""

    NONE = "none"
    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


TYPE_NAMES = tuple(sorted(kind.name for kind in LETTER_TYPES.values()))

# What leaders say again and again: one press on a phone.
READY_PHRASES = (
    "Chủ trì, phối hợp các đơn vị liên quan giải quyết theo quy định.",
    "Nghiên cứu, tham mưu văn bản trả lời.",
    "Tham mưu kế hoạch triển khai thực hiện.",
    "Cử người dự họp, báo cáo kết quả.",
    "Tổng hợp số liệu, báo cáo đúng hạn.",
    "Để biết và thực hiện.",
)


def _move(name: str, label: str, sources: set[State], target: State | None, done: str, **more: Any) -> Move:
    return Move(name, label, frozenset(sources), target, done, **more)


R, B, P, H, F = State.RECEIVED, State.REGISTERED, State.PRESENTED, State.HANDLING, State.FINISHED


def open_work(letter: Any) -> str | None:
    """A letter is finished when its tasks are, and when no answer of it is still being written."""
    count = letter.open_task_count
    if count:
        return f"Còn {count} nhiệm vụ của văn bản này chưa xong. Hãy xác nhận hoặc hủy từng nhiệm vụ trước."
    drafts = sum(1 for answer in letter.answers if not answer.is_sent)
    return "Văn bản soạn từ văn bản này chưa phát hành. Hãy phát hành, hoặc hủy dự thảo, trước." if drafts else None


# Letters by which an office sets to work on what it was asked; whoever asked still waits for his answer.
CARRYING_OUT = frozenset({"ke_hoach", "quyet_dinh", "chi_thi", "chuong_trinh", "phuong_an", "huong_dan", "giay_moi"})

FLOW = Flow(
    "incoming",
    (
        _move("register", "Vào sổ", {R}, B, "vào sổ văn bản đến", kind="primary", offered=False),
        _move("present", "Trình lãnh đạo", {B}, P, "trình xin ý kiến chỉ đạo", kind="primary", offered=False),
        _move("direct", "Cho ý kiến chỉ đạo", {B, P, H}, H, "cho ý kiến chỉ đạo", kind="primary", offered=False),
        _move("forward", "Chuyển thẳng đơn vị", {B, H}, H, "chuyển văn bản", offered=False),
        _move("finish", "Kết thúc xử lý", {H}, F, "kết thúc xử lý", blockers=(open_work,)),
        _move("send_back", "Trả lại văn thư", {P}, B, "trả lại văn thư", needs_note=True),
        _move("give_back", "Trả lại, không thuộc đơn vị", {H}, P, "trả lại lãnh đạo", needs_note=True),
        _move("reopen", "Xử lý tiếp", {F}, H, "mở lại để xử lý tiếp", needs_note=True),
        _move("discard", "Không vào sổ", {R}, State.DISCARDED, "không vào sổ", needs_note=True, kind="danger"),
        _move("cancel", "Hủy dòng sổ", {B, P}, State.CANCELLED, "hủy dòng sổ", needs_note=True, kind="danger"),
        _move("record_secret", "Đây là văn bản mật", {R}, State.SECRET, "xác định là văn bản mật", offered=False),
    ),
)


def status_of(letter: Any, today: date) -> tuple[str, str]:
    """The letter at a glance, words and tone: being handled, late, answered, or its state."""
    if letter.state == State.HANDLING and letter.due_on and letter.due_on < today:
        return "Quá hạn", "late"
    if letter.state in (State.HANDLING, State.FINISHED) and letter.is_answered:
        return "Đã trả lời", "done"
    return STATE_LABELS[State(letter.state)], STATE_TONES[State(letter.state)]


# Who may do what. A letter has `forwarded_ids` (units it went to), `lead_ids` (those that handle it) and `person_ids`
# (people it went to by name).


def _everybody(person: Any, thing: Any) -> bool:
    return True


def _clerk(person: Any, thing: Any) -> bool:
    return is_clerk(person)


def is_addressed(person: Any, letter: Any) -> bool:
    """Whether the letter went to a unit of his, or to himself."""
    return bool(departments_of(person) & letter.forwarded_ids) or person.id in letter.person_ids


def sees(person: Any, letter: Any) -> bool:
    """Clerks, leaders, Văn phòng and the units it went to see a letter; its content is for them alone (Điều 23.1)."""
    return sees_everything(person) or is_addressed(person, letter)


def handles(person: Any, letter: Any) -> bool:
    """The people of the units that handle it."""
    return bool(departments_of(person) & letter.lead_ids)


def heads_handling(person: Any, letter: Any) -> bool:
    """The heads of the units that handle it."""
    return bool(departments_headed(person) & letter.lead_ids)


def heads_unit(person: Any, letter: Any) -> bool:
    """The heads of the units the letter went to, and those it went to by name: they are told of it."""
    return bool(departments_headed(person) & letter.forwarded_ids) or person.id in letter.person_ids


def is_head_of_unit(person: Any, letter: Any) -> bool:
    """The head himself, not a deputy head, of a unit the letter went to."""
    return any(held.role == Role.HEAD and held.department_id in letter.forwarded_ids for held in person.roles)


def is_presented_to(person: Any, letter: Any) -> bool:
    return bool(letter.leader_id == person.id)


def directs(person: Any, thing: Any) -> bool:
    """A leader directs; the clerk enters what a leader wrote on paper (Điều 23.3)."""
    return is_leader(person) or is_clerk(person)


def _leader(person: Any, thing: Any) -> bool:
    return is_leader(person)


def _ends(person: Any, letter: Any) -> bool:
    return directs(person, letter) or heads_handling(person, letter)


def answers(person: Any, letter: Any) -> bool:
    """Those who handle it write the answer; Văn phòng and clerks link what was written elsewhere."""
    return handles(person, letter) or sees_everything(person)


def reads_registers(person: Any, thing: Any) -> bool:
    """Clerks, leaders, Văn phòng and heads: the registers name every letter."""
    return sees_everything(person) or bool(departments_headed(person))


# What passes to whoever stands in for somebody absent (feature `absences`). Only a leader stands in for a leader, so a
# direction stays a leader's own; what clerks do stays with clerks.
_TO_DEPUTY = HandedOver()
_OF_UNIT = HandedOver(of=heads_unit, first=is_head_of_unit)
_OF_LEADER = HandedOver(of=_leader, unless=lambda person, letter: not is_leader(person), first=is_presented_to)

_ENDING = HandedOver(of=lambda person, letter: is_leader(person) or heads_handling(person, letter))

_CLERKS = "Việc này do văn thư thực hiện."
_SEEN = "Văn bản này không chuyển đến đơn vị của bạn."
_DIRECT = "Ý kiến chỉ đạo do lãnh đạo cho, hoặc do văn thư ghi lại từ bản giấy."
_HEADS = "Việc này do trưởng hoặc phó đơn vị xử lý chính thực hiện."


def reads_tasks(person: Any, letter: Any) -> bool:
    """Whoever makes plans may have a letter that he sees read for the tasks it gives out."""
    return manages_plans(person) and sees(person, letter)


# Types that give out tasks (NĐ 30/2020, Điều 7): their page offers to read them.
GIVES_TASKS = frozenset({"Kế hoạch", "Chương trình", "Chỉ thị", "Đề án", "Phương án", "Nghị quyết"})


PERMISSIONS = {
    "incoming.list": Permission(_everybody),
    "incoming.view": Permission(sees, _SEEN, _TO_DEPUTY),
    "incoming_letter.view": Permission(sees, _SEEN, _TO_DEPUTY),  # notices ask by the table's name
    "incoming.receive": Permission(_clerk, _CLERKS),
    "incoming.add_files": Permission(_clerk, _CLERKS),
    "incoming.register": Permission(_clerk, _CLERKS),
    "incoming.correct": Permission(_clerk, _CLERKS),
    "incoming.open_book": Permission(_clerk, _CLERKS),
    "incoming.present": Permission(_clerk, _CLERKS),
    "incoming.forward": Permission(_clerk, _CLERKS),
    "incoming.discard": Permission(_clerk, _CLERKS),
    "incoming.cancel": Permission(_clerk, _CLERKS),
    "incoming.record_secret": Permission(_clerk, _CLERKS),
    "incoming.direct": Permission(directs, _DIRECT, _OF_LEADER),
    "incoming.send_back": Permission(_leader, "Chỉ lãnh đạo trả lại văn bản cho văn thư.", _OF_LEADER),
    "incoming.give_back": Permission(heads_handling, _HEADS, _OF_UNIT),
    "incoming.see": Permission(is_addressed, _SEEN, _OF_UNIT),
    "incoming.advise": Permission(is_addressed, _SEEN, _OF_UNIT),
    "incoming.read_tasks": Permission(reads_tasks, "Việc này do lãnh đạo, văn thư hoặc Văn phòng thực hiện."),
    "incoming.answer": Permission(answers, "Văn bản trả lời do đơn vị xử lý chính soạn."),
    "incoming.draft_answer": Permission(handles, "Văn bản trả lời do đơn vị xử lý chính soạn."),
    "incoming.finish": Permission(_ends, "Đơn vị xử lý chính, văn thư hoặc lãnh đạo kết thúc xử lý.", _ENDING),
    "incoming.reopen": Permission(directs, "Lãnh đạo hoặc văn thư mở lại văn bản."),
    "incoming.view_registers": Permission(
        reads_registers, "Sổ văn bản đến dành cho văn thư, lãnh đạo, Văn phòng và trưởng các đơn vị."
    ),
}
