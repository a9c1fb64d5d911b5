"""Exemplary people, collectives and models: the plan's criteria, states, moves and what stands in a move's way."""

from enum import StrEnum
from typing import Any

from intranet.core.flow import Flow, Move
from intranet.emulation.rules.people import answers_for, is_of_department, keeps_awards


class ExemplarKind(StrEnum):
    """Who or what is exemplary."""

    PERSON = "person"
    COLLECTIVE = "collective"
    MODEL = "model"


EXEMPLAR_KIND_LABELS = {
    ExemplarKind.PERSON: "Cá nhân",
    ExemplarKind.COLLECTIVE: "Tập thể",
    ExemplarKind.MODEL: "Mô hình",
}
# The general criteria, in the order and sense of Kế hoạch 43/KH-LMHTX, II.2.b.
CRITERIA = {
    "law": "Gương mẫu, chấp hành tốt đường lối, chủ trương của Đảng, chính sách của Nhà nước",
    "work": "Hoàn thành xuất sắc nhiệm vụ được giao",
    "ideas": "Có mô hình mới, cách làm hay, sáng kiến đem lại hiệu quả thiết thực; dẫn đầu phong trào thi đua",
    "others": "Tương thân tương ái, giúp đỡ mọi người cùng tiến bộ; tham gia nhân đạo, từ thiện, an sinh xã hội",
}


class PaperKind(StrEnum):
    """What a paper of the file proves."""

    REPORT = "report"
    MINUTES = "minutes"
    LEVY = "levy"
    INITIATIVE = "initiative"
    OTHER = "other"


PAPER_LABELS = {
    PaperKind.REPORT: "Báo cáo thành tích",
    PaperKind.MINUTES: "Biên bản bình xét thi đua",
    PaperKind.LEVY: "Xác nhận thực hiện nghĩa vụ thuế, bảo hiểm",
    PaperKind.INITIATIVE: "Giấy chứng nhận, công nhận sáng kiến",
    PaperKind.OTHER: "Ảnh, bài viết, giấy tờ khác",
}


class ExemplarState(StrEnum):
    """How far an exemplary person, collective or model has come."""

    FOUND = "found"
    NURTURED = "nurtured"
    PROPOSED = "proposed"
    AWARDED = "awarded"
    DROPPED = "dropped"


EXEMPLAR_STATE_LABELS = {
    ExemplarState.FOUND: "Phát hiện",
    ExemplarState.NURTURED: "Bồi dưỡng",
    ExemplarState.PROPOSED: "Đề nghị khen thưởng",
    ExemplarState.AWARDED: "Được khen",
    ExemplarState.DROPPED: "Thôi theo dõi",
}
EXEMPLAR_STATE_TONES = {
    ExemplarState.FOUND: ("soon", "eye"),
    ExemplarState.NURTURED: ("doing", "arrow-repeat"),
    ExemplarState.PROPOSED: ("waiting", "hourglass-split"),
    ExemplarState.AWARDED: ("done", "patch-check"),
    ExemplarState.DROPPED: ("none", "x-circle"),
}
F, N, P = ExemplarState.FOUND, ExemplarState.NURTURED, ExemplarState.PROPOSED
OPEN = frozenset({F, N})  # may still be written, judged and given papers


def not_judged(exemplar: Any) -> str | None:
    """Each criterion of the plan is judged, and met, before an award is asked for."""
    verdicts = {judged.criterion: judged.is_met for judged in exemplar.judgements}
    open_ones = sum(1 for name in CRITERIA if name not in verdicts)
    if open_ones:
        return f"Còn {open_ones} tiêu chí chưa đánh giá."
    missed = sum(1 for name in CRITERIA if not verdicts[name])
    return f"Có {missed} tiêu chí chưa đạt." if missed else None


EXEMPLAR_FLOW = Flow(
    "exemplar",
    (
        Move("nurture", "Đưa vào bồi dưỡng", frozenset({F}), N, "đưa vào bồi dưỡng", kind="primary"),
        # These three go with an occasion: its page makes them.
        Move("propose", "Đề nghị khen thưởng", frozenset({N}), P, "đưa vào đợt khen thưởng", blockers=(not_judged,),
             offered=False),
        Move("return", "Đưa về bồi dưỡng", frozenset({P}), N, "đưa về bồi dưỡng", offered=False),
        Move("award", "Ghi được khen", frozenset({P}), ExemplarState.AWARDED, "được khen", offered=False),
        Move("nurture_on", "Tiếp tục bồi dưỡng", frozenset({ExemplarState.AWARDED}), N,
             "tiếp tục bồi dưỡng sau khi được khen"),
        Move("drop", "Thôi theo dõi", OPEN, ExemplarState.DROPPED, "thôi theo dõi", needs_note=True, kind="danger"),
        Move("resume", "Theo dõi lại", frozenset({ExemplarState.DROPPED}), F, "theo dõi lại", needs_note=True),
    ),
)  # fmt: skip


def writes(person: Any, exemplar: Any) -> bool:
    """Whoever found it, the heads of his department and those who keep the register, until it is proposed."""
    return exemplar.state in OPEN and (answers_for(person, exemplar) or keeps_awards(person))


def judges(person: Any, exemplar: Any) -> bool:
    """The department that found it and those who keep the register judge it, until it is proposed."""
    return exemplar.state in OPEN and (is_of_department(person, exemplar.department_id) or keeps_awards(person))


def adds_papers(person: Any, exemplar: Any) -> bool:
    """Papers are still brought while it is proposed: that is when missing ones are asked for."""
    mine = is_of_department(person, exemplar.department_id) or keeps_awards(person)
    return exemplar.state in OPEN | {P} and mine


def withdraws_paper(person: Any, paper: Any) -> bool:
    """Whoever brought a paper and those who keep the register, until the award is decided."""
    return paper.exemplar.state in OPEN | {P} and (paper.by_id == person.id or keeps_awards(person))
