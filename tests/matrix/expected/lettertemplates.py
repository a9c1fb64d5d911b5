"""The office's templates: the clerk and the admin change them, nobody else sees them."""

from tests.matrix.expected.line import ADMIN, CLERK, DOCX, get, post

KEEPERS = CLERK | ADMIN
FIELD = {"muc-0-was": "trich_yeu", "muc-0-key": "trich_yeu", "muc-0-label": "Trích yếu", "muc-0-kind": "text"}

CASES = (
    get("lettertemplates.index", KEEPERS),
    get("lettertemplates.template", KEEPERS, template_id="bao_cao"),
    get("lettertemplates.word", KEEPERS, template_id="bao_cao"),
    post("lettertemplates.replace_word", KEEPERS, {"file": DOCX}, template_id="bao_cao"),
    post("lettertemplates.edit", KEEPERS, template_id="bao_cao"),
    post("lettertemplates.copy", KEEPERS, {"title": "Báo cáo tuần"}, template_id="bao_cao"),
    get("lettertemplates.version_word", KEEPERS, version="first"),
    post("lettertemplates.restore", KEEPERS, version="first"),
    post("lettertemplates.restore", (), version="second", late=KEEPERS),
    get("lettertemplates.draft", KEEPERS, draft="sound"),
    get("lettertemplates.draft_state", KEEPERS, draft="sound"),
    get("lettertemplates.page", KEEPERS, draft="sound", page=1),
    get("lettertemplates.marked", KEEPERS, draft="broken"),
    get("lettertemplates.example_word", KEEPERS, draft="sound"),
    post("lettertemplates.mend_word", KEEPERS, {"file": DOCX}, draft="broken"),
    post("lettertemplates.propose", KEEPERS, draft="broken"),
    get("lettertemplates.fields", KEEPERS, draft="sound"),
    post("lettertemplates.save_fields", KEEPERS, {"title": "Báo cáo tuần", **FIELD}, draft="sound"),
    get("lettertemplates.example", KEEPERS, draft="sound"),
    post("lettertemplates.save_example", KEEPERS, {"trich_yeu": "Kết quả tháng"}, draft="sound"),
    post("lettertemplates.save", KEEPERS, {"note": "sửa chữ"}, draft="sound"),
    post("lettertemplates.save", (), draft="broken", late=KEEPERS),
    post("lettertemplates.drop", KEEPERS, draft="sound"),
    post("lettertemplates.drop", (), draft="done", late=KEEPERS),
)

FOREIGN = (
    get("lettertemplates.template", {"clerk"}, template_id="khong_co"),
    get("lettertemplates.word", {"clerk"}, template_id="khong_co"),
    get("lettertemplates.example_word", {"clerk"}, draft="broken"),
    get("lettertemplates.page", {"clerk"}, draft="sound", page=9),
)
