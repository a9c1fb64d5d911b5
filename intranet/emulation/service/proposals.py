"""From the council's votes to the tờ trình: one press makes its draft, the list filled in."""

from typing import Any

from intranet.accounts.queries import main_issuer
from intranet.core import permissions
from intranet.core.db import session
from intranet.core.flow import advance
from intranet.documents import service as documents
from intranet.documents.models import Document
from intranet.emulation.models import AwardOccasion, Nomination
from intranet.emulation.rules import EXEMPLAR_FLOW, OCCASION_FLOW, ExemplarKind
from intranet.emulation.rules.awards import by_votes, has_passed
from intranet.lettertemplates.office_templates import get_template

TEMPLATE = "to_trinh"
MOST_ROWS = 500
BASES = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    "Căn cứ kết quả bỏ phiếu của Hội đồng Thi đua - Khen thưởng",
)


def submit(occasion: AwardOccasion, actor: Any) -> Document:
    """Close the ballot and begin the tờ trình with its list, most votes first; the letter then goes its usual way.

    Those without votes enough go back to being fostered. Pressed once more it begins another letter with the same
    list. Raises Refused while nobody has votes enough (the share is of the whole council; who did not vote did not
    agree).
    """
    permissions.require(actor, "award_occasion.submit", occasion)
    is_first = not any(nomination.passed is not None for nomination in occasion.nominees)
    advance(occasion, OCCASION_FLOW, "submit", actor, words="lập tờ trình" if is_first else "lập lại tờ trình")
    council = len(occasion.council)
    if is_first:
        for nomination in occasion.nominees:
            nomination.passed = has_passed(nomination.agreed, council, occasion.share)
            if not nomination.passed:
                words = f"chưa đủ phiếu trong đợt «{occasion.name}» ({nomination.agreed}/{council})"
                advance(nomination.exemplar, EXEMPLAR_FLOW, "return", actor, words=words)
    document = documents.begin(get_template(TEMPLATE), actor.department, actor, known=facts_of(occasion))
    session.flush()
    occasion.document_id = document.id
    return document


def facts_of(occasion: AwardOccasion) -> dict[str, Any]:
    """The facts of the tờ trình, by the keys of its template: addressees, reasons, and the list in order of votes."""
    chosen = by_votes(nomination for nomination in occasion.nominees if nomination.passed)
    office, to = main_issuer().name, occasion.addressees.splitlines()[0]
    council = len(occasion.council)
    return {
        "trich_yeu": f"Về việc đề nghị khen thưởng: {occasion.name}"[:500],
        "kinh_gui": [line.strip() for line in occasion.addressees.splitlines() if line.strip()],
        "can_cu": list(BASES),
        "mo_dau": (
            f"{office} đã nhận, kiểm tra hồ sơ đề nghị khen thưởng đợt “{occasion.name}”. Hội đồng Thi đua - Khen "
            f"thưởng gồm {council} thành viên đã bỏ phiếu; các trường hợp dưới đây đạt từ {occasion.share}% số phiếu "
            f"đồng ý trở lên, xếp theo số phiếu.\n"
            f"{office} kính trình {to} xem xét, tặng {occasion.award} cho {_counted(chosen)} có tên dưới đây."
        ),
        "danh_sach": [
            {
                "ten": nomination.exemplar.name,
                "don_vi": nomination.exemplar.unit_words,
                "hinh_thuc": nomination.award,
                "thanh_tich": nomination.summary,
            }
            for nomination in chosen[:MOST_ROWS]
        ],
        "ket": f"Kính đề nghị {to} xem xét, quyết định",
    }


def _counted(nominations: list[Nomination]) -> str:
    """How many of each kind: "02 tập thể và 03 cá nhân" (below ten with a zero)."""
    kinds = (
        (ExemplarKind.COLLECTIVE, "tập thể"),
        (ExemplarKind.PERSON, "cá nhân"),
        (ExemplarKind.MODEL, "mô hình"),
    )
    counted = [(sum(one.exemplar.kind == kind for one in nominations), words) for kind, words in kinds]
    named = [f"{number:02d} {words}" for number, words in counted if number]
    return " và ".join(filter(None, (", ".join(named[:-1]), named[-1]))) if named else "các trường hợp"
