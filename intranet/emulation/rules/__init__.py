"""Duties, states, moves and permissions of members, exemplars, awards and publications: read this first."""

from intranet.core.permissions import Permission
from intranet.emulation.rules.awards import (
    OCCASION_FLOW,
    OCCASION_STATE_LABELS,
    OCCASION_STATE_TONES,
    USUAL_PAPERS,
    USUAL_SHARE,
    OccasionState,
    edits_occasion,
    votes,
)
from intranet.emulation.rules.exemplars import (
    CRITERIA,
    EXEMPLAR_FLOW,
    EXEMPLAR_KIND_LABELS,
    EXEMPLAR_STATE_LABELS,
    EXEMPLAR_STATE_TONES,
    PAPER_LABELS,
    ExemplarKind,
    ExemplarState,
    PaperKind,
    adds_papers,
    judges,
    withdraws_paper,
    writes,
)
from intranet.emulation.rules.members import MEMBER_KIND_LABELS, MemberKind, kind_of, member_key, tax_code_of
from intranet.emulation.rules.people import DUTY_LABELS, Duty, is_charged, keeps_awards, keeps_publicity, sets_up
from intranet.emulation.rules.publicity import (
    TOPIC_LABELS,
    USUAL_CHANNELS,
    Topic,
    keeps_channels,
    uses_publication,
    writes_publication,
)

__all__ = [
    "CRITERIA",
    "DUTY_LABELS",
    "EXEMPLAR_FLOW",
    "EXEMPLAR_KIND_LABELS",
    "EXEMPLAR_STATE_LABELS",
    "EXEMPLAR_STATE_TONES",
    "MEMBER_KIND_LABELS",
    "OCCASION_FLOW",
    "OCCASION_STATE_LABELS",
    "OCCASION_STATE_TONES",
    "PAPER_LABELS",
    "TOPIC_LABELS",
    "USUAL_CHANNELS",
    "USUAL_PAPERS",
    "USUAL_SHARE",
    "Duty",
    "ExemplarKind",
    "ExemplarState",
    "MemberKind",
    "OccasionState",
    "PaperKind",
    "Topic",
    "is_charged",
    "keeps_awards",
    "keeps_publicity",
    "kind_of",
    "member_key",
    "tax_code_of",
]

_KEEPERS = "Việc này của đơn vị phụ trách thi đua, khen thưởng hoặc Văn phòng."
_ADMIN = "Chỉ người quản trị được làm việc này."
_PAPERS = "Chỉ đơn vị phát hiện và đơn vị phụ trách thi đua, khi chưa có kết quả."
_RECORDERS = "Chỉ người đã ghi, lãnh đạo đơn vị ấy và đơn vị phụ trách tuyên truyền, khi chưa rút."
_OPEN = "Chỉ đơn vị phát hiện và đơn vị phụ trách thi đua, khi chưa đề nghị khen thưởng."

PERMISSIONS = {
    "emulation.set_up": Permission(sets_up, _ADMIN),
    "member.list": Permission(lambda person, _: True),
    "member.view": Permission(lambda person, _: True),
    "member.edit": Permission(keeps_awards, _KEEPERS),
    "exemplar.list": Permission(lambda person, _: True),
    "exemplar.view": Permission(lambda person, _: True),
    "exemplar.add": Permission(lambda person, _: True),
    "exemplar.edit": Permission(writes, _OPEN),
    "exemplar.judge": Permission(judges, _OPEN),
    "exemplar.add_paper": Permission(adds_papers, _PAPERS),
    "exemplar_paper.withdraw": Permission(withdraws_paper, _PAPERS),
    **{f"exemplar.{move.name}": Permission(keeps_awards, _KEEPERS) for move in EXEMPLAR_FLOW.moves},
    "award_occasion.list": Permission(lambda person, _: True),
    "award_occasion.view": Permission(lambda person, _: True),
    "award_occasion.add": Permission(keeps_awards, _KEEPERS),
    "award_occasion.edit": Permission(edits_occasion, "Chỉ đơn vị phụ trách thi đua, khi đợt còn nhận hồ sơ."),
    "nomination.remove": Permission(keeps_awards, _KEEPERS),
    "council_seat.vote": Permission(votes, "Chỉ thành viên hội đồng bỏ phiếu, khi đợt đang mở bỏ phiếu."),
    **{f"award_occasion.{move.name}": Permission(keeps_awards, _KEEPERS) for move in OCCASION_FLOW.moves},
    "publication.list": Permission(lambda person, _: True),
    "publication.view": Permission(lambda person, _: True),
    "publication.add": Permission(lambda person, _: True),
    "publication.edit": Permission(writes_publication, _RECORDERS),
    "publication.withdraw": Permission(writes_publication, _RECORDERS),
    "publication.serve": Permission(uses_publication, "Tin, bài của đơn vị khác, đã rút hoặc đã là minh chứng."),
    "channel.list": Permission(lambda person, _: True),
    "channel.edit": Permission(keeps_channels, "Kênh tuyên truyền do quản trị và đơn vị phụ trách tuyên truyền giữ."),
}
