"""Kiểm tra thể thức: everybody drops files, nobody sees those of others."""

from tests.matrix.expected.line import ADMIN, DOCX, STAFF_ALL, get, post

OWN = {"staff"}

CASES = (
    get("checking.index", STAFF_ALL),
    get("checking.help", STAFF_ALL),
    post("checking.check", STAFF_ALL, {"files": DOCX}),
    get("checking.profile", ADMIN),
    post("checking.set_profile", ADMIN, {"size_noi_dung": "13", "margin_left": "30"}),
    get("checking.batch", OWN, batch="own"),
    get("checking.batch_state", OWN, batch="own"),
    get("checking.excel", OWN, batch="own"),
    get("checking.file", OWN, file="bad"),
    get("checking.file_state", OWN, file="bad"),
    get("checking.page", OWN, file="bad", page=1),
    get("checking.docx", OWN, file="bad"),
    get("checking.annotated", OWN, file="bad"),
    post("checking.mend", OWN, file="bad"),
    post("checking.mend", (), file="good", late=frozenset(OWN)),
    post("checking.check_again", OWN, file="bad"),
    post("checking.draw_pages", OWN, file="undrawn"),
    post("checking.draw_pages", (), file="bad", late=frozenset(OWN)),
)

FOREIGN = (
    get("checking.file", OWN, file="refused"),
    get("checking.docx", OWN, file="refused"),
    get("checking.page", OWN, file="bad", page=9),
    get("checking.page", OWN, file="undrawn", page=1),
)
