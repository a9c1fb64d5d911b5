"""Where a letter's text begins, and its sentences that call on everybody and hand out nothing."""

import re
from collections.abc import Sequence

from intranet.docservice.assignments.folding import fold_in_place
from intranet.docservice.assignments.letter_head import is_title_line
from intranet.docservice.assignments.sections import assigns, is_preamble
from intranet.docservice.assignments.tree import Node

_GENERAL_CALL = re.compile(
    r"yeu cau|de nghi|trong qua trinh|tren day|can cu ke hoach nay|nhan duoc|[^,;.]{3,60} yeu cau "
)


def is_general_call(text: str) -> bool:
    """ "Yêu cầu các đơn vị nghiêm túc triển khai thực hiện Kế hoạch này./." hands out nothing of its own."""
    folded = fold_in_place(text)
    is_call = bool(_GENERAL_CALL.match(folded))
    ends_so = any(
        words in folded
        for words in (
            "thuc hien ke hoach nay",
            "thuc hien nghiem tuc",
            "nghiem tuc trien khai",
            "nghiem tuc thuc hien",
            "trien khai thuc hien./",
            "quan tam thuc hien",
            "phoi hop thuc hien./",
            "thuc hien./",
        )
    )
    return is_call and ends_so and len(folded) < 320


def body_of(roots: Sequence[Node]) -> Sequence[Node]:
    """The letter's text without what stands above it: names, number, title, receivers, legal bases."""
    begins = [place + 1 for place, node in enumerate(roots) if node.kind == "doan" and is_preamble(node.text)]
    first = next((place for place, node in enumerate(roots) if node.is_heading), len(roots))
    above = [place for place in begins if place <= first]
    start = max(above, default=first if first < len(roots) else _after_title(roots))
    is_receivers = bool(above) and fold_in_place(roots[start - 1].text).startswith("kinh gui")
    while start < first and roots[start].kind == "gach" and is_receivers:
        start += 1
    lead = [node for node in roots[:start] if node.table is not None or assigns(node.text)]
    last_lead = roots[start - 1 : start] if start and _hands_out(roots[start - 1]) else []
    return [*lead, *last_lead, *roots[start:]]


def _after_title(roots: Sequence[Node]) -> int:
    """Where a letter without numbers and preamble begins: after its title, at the latest at its first table."""
    for place, node in enumerate(roots):
        if node.table is not None and len(node.table.rows[0]) > 2:
            return place
        if is_title_line(node.text):
            return place + 1
    return 0


def _hands_out(node: Node) -> bool:
    """A preamble's last sentence may name those who must do what follows."""
    return node.text.rstrip().endswith(":") and not fold_in_place(node.text).startswith("kinh gui")
