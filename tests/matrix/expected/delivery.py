"""Delivery: the clerk sends and notes, those who read the register look on, the receiver says that he has seen it."""

from intranet.core.clock import today
from tests.matrix.expected.line import CLERK, OF_TWO, get, post
from tests.matrix.expected.registers import READS

TODAY = f"{today():%d/%m/%Y}"
AGENCY = {"name": "Sở Nội vụ", "way": "post"}
SENT = {"way": "post", "sent_on": TODAY, "copies": "1", "envelopes": "1", "received_by": "RR1"}

CASES = (
    get("delivery.index", READS),
    get("delivery.of_number", READS, number="letter"),
    get("delivery.add_delivery", CLERK, number="letter"),
    post("delivery.add_delivery", CLERK, {"receiver": "", "outside_name": "Báo Hải Phòng"}, number="letter"),
    get("delivery.send", CLERK, delivery="waiting"),
    post("delivery.send", CLERK, SENT, delivery="waiting"),
    post("delivery.send", (), SENT, delivery="inside", late=CLERK),
    get("delivery.mail", (), delivery="waiting", late=CLERK),  # no mail server in this office
    post("delivery.mail", (), {"address": "vanthu@haiphong.gov.vn"}, delivery="waiting", late=CLERK),
    get("delivery.drop", CLERK, delivery="waiting"),
    post("delivery.drop", CLERK, {"reason": "Nhầm"}, delivery="waiting"),
    get("delivery.take_back", CLERK, delivery="inside"),
    post("delivery.take_back", CLERK, {"day": TODAY}, delivery="inside"),
    post("delivery.take_back", (), {"day": TODAY}, delivery="waiting", late=CLERK),
    post("delivery.acknowledge", OF_TWO, delivery="inside"),
    get("delivery.post", READS),
    get("delivery.post_excel", READS),
    get("delivery.post_paper", READS),
    get("delivery.agencies", READS),
    get("delivery.add_agency", CLERK),
    post("delivery.add_agency", CLERK, AGENCY),
    get("delivery.edit_agency", CLERK, agency="city"),
    post("delivery.edit_agency", CLERK, AGENCY, agency="city"),
)
