"""Members, exemplars, awards, publications: department two is charged with awards, three with publicity."""

from intranet.core.clock import today
from tests.matrix.expected.line import (
    ADMIN,
    HEADS_OF_ONE,
    MANAGERS,
    OF_ONE,
    OF_THREE,
    OF_TWO,
    PDF,
    PHOTO,
    STAFF_ALL,
    Upload,
    get,
    post,
)

KEEPERS = OF_TWO | MANAGERS
PUBLISHERS = OF_THREE | MANAGERS
WROTE_IT = {"staff"} | HEADS_OF_ONE
TODAY = f"{today():%d/%m/%Y}"
MEMBER = {"name": "HTX Mới", "kind": "htx"}
EXEMPLAR = {
    "kind": "person", "name": "Nguyễn Văn Mới", "member_id": "@member.known", "field": "Nông nghiệp",
    "achievement": "Trồng rau sạch", "found_on": TODAY,
}  # fmt: skip
OCCASION = {
    "name": "Đợt mới", "award": "Bằng khen", "addressees": "UBND thành phố", "closes_on": TODAY, "papers": "report",
    "share": "50",
}  # fmt: skip
DECISION = {"mark": "12/QĐ-UBND", "agency": "UBND thành phố", "decided_on": TODAY}
PIECE = {
    "channel_id": "@channel.known", "title": "Bài mới", "published_on": TODAY, "topic": "example",
    "url": "https://trang.example/moi", "task_id": "",
}  # fmt: skip
JUDGED = {"law-met": "yes", "law-reason": "Tốt", "work-met": "", "ideas-met": "", "others-met": ""}
CHANNEL = {"name": "Kênh mới", "position": "2"}
NOTE = {"note": "Có lý do"}

CASES = (
    get("emulation.set_duties", ADMIN),
    post("emulation.set_duties", ADMIN, {"awards": "@department.one"}),
    # Members.
    get("emulation.members", STAFF_ALL),
    get("emulation.members_sheet", STAFF_ALL),
    get("emulation.member", STAFF_ALL, member="known"),
    get("emulation.add_member", KEEPERS),
    post("emulation.add_member", KEEPERS, MEMBER),
    get("emulation.edit_member", KEEPERS, member="known"),
    post("emulation.edit_member", KEEPERS, MEMBER, member="known"),
    get("emulation.member_template", KEEPERS),
    get("emulation.send_members", KEEPERS),
    post("emulation.send_members", KEEPERS, {"sheet": Upload("members", "thanh-vien.xlsx")}),
    get("emulation.member_import", KEEPERS, sent="members"),
    get("emulation.returned_members", KEEPERS, sent="members"),
    post("emulation.take_members", KEEPERS, sent="members"),
    # Exemplars.
    get("emulation.exemplars", STAFF_ALL),
    get("emulation.exemplars_sheet", STAFF_ALL),
    get("emulation.exemplar", STAFF_ALL, exemplar="found"),
    get("emulation.add_exemplar", STAFF_ALL),
    post("emulation.add_exemplar", STAFF_ALL, EXEMPLAR),
    get("emulation.edit_exemplar", WROTE_IT | KEEPERS, exemplar="found"),
    post("emulation.edit_exemplar", WROTE_IT | KEEPERS, EXEMPLAR, exemplar="found"),
    get("emulation.judge", OF_ONE | KEEPERS, exemplar="found"),
    post("emulation.judge", OF_ONE | KEEPERS, JUDGED, exemplar="found"),
    post("emulation.add_paper", OF_ONE | KEEPERS, {"kind": "report", "file": PDF}, exemplar="found"),
    get("emulation.paper_file", STAFF_ALL, paper="of_found"),
    post("emulation.withdraw_paper", {"staff"} | KEEPERS, paper="of_found"),
    post("emulation.nurture", KEEPERS, exemplar="found"),
    post("emulation.nurture_on", KEEPERS, exemplar="awarded"),
    post("emulation.drop", KEEPERS, NOTE, exemplar="found"),
    post("emulation.resume", KEEPERS, NOTE, exemplar="dropped"),
    # Awards. The first nomination of all stands in the ballot.
    get("emulation.awards", STAFF_ALL),
    get("emulation.award", STAFF_ALL, occasion="gathering"),
    get("emulation.award_sheet", STAFF_ALL, occasion="voting"),
    get("emulation.decision_file", STAFF_ALL, occasion="decided"),
    get("emulation.add_occasion", KEEPERS),
    post("emulation.add_occasion", KEEPERS, OCCASION),
    get("emulation.edit_occasion", KEEPERS, occasion="gathering"),
    post("emulation.edit_occasion", KEEPERS, OCCASION, occasion="gathering"),
    post("emulation.nominate", KEEPERS, {"exemplar_id": "@exemplar.nurtured"}, occasion="gathering"),
    post("emulation.remove", KEEPERS, NOTE, nomination="of_gathering"),
    post("emulation.open_vote", KEEPERS, {"council": "@person.leader"}, occasion="gathering"),
    post("emulation.take_back", KEEPERS, NOTE, occasion="voting"),
    get("emulation.vote", {"head"} | KEEPERS, seat="of_head"),
    post("emulation.vote", {"head"} | KEEPERS, {"agrees-1": "yes"}, seat="of_head"),
    post("emulation.submit", KEEPERS, occasion="voting"),
    get("emulation.decide", KEEPERS, occasion="submitted"),
    post("emulation.decide", KEEPERS, DECISION, occasion="submitted"),
    post("emulation.cancel", KEEPERS, NOTE, occasion="gathering"),
    # Publications.
    get("emulation.publications", STAFF_ALL),
    get("emulation.publications_sheet", STAFF_ALL),
    get("emulation.publication_figures", STAFF_ALL),
    get("emulation.publication_figures_sheet", STAFF_ALL),
    get("emulation.publication", STAFF_ALL, publication="own"),
    get("emulation.picture", STAFF_ALL, publication="own"),
    get("emulation.add_publication", STAFF_ALL),
    post("emulation.add_publication", STAFF_ALL, PIECE),
    get("emulation.edit_publication", WROTE_IT | PUBLISHERS, publication="own"),
    post("emulation.edit_publication", WROTE_IT | PUBLISHERS, {**PIECE, "picture": PHOTO}, publication="own"),
    # The task's own departments give it evidence: of those who may use the piece only its own department.
    post("emulation.serve", OF_ONE, {"task_id": "@task.doing"}, publication="own"),
    post("emulation.withdraw_publication", WROTE_IT | PUBLISHERS, NOTE, publication="own"),
    get("emulation.channels", STAFF_ALL),
    get("emulation.add_channel", PUBLISHERS),
    post("emulation.add_channel", PUBLISHERS, CHANNEL),
    get("emulation.edit_channel", PUBLISHERS, channel="known"),
    post("emulation.edit_channel", PUBLISHERS, CHANNEL, channel="known"),
    post("emulation.add_usual_channels", PUBLISHERS),
)
