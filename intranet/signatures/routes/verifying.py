"""Any PDF: who signed it, when, with which certificate, and what changed afterwards."""

from typing import Any

from flask import render_template

from intranet.core.errors import Invalid
from intranet.docservice.errors import DocError
from intranet.docservice.signing.verify import Changes, Report, verify
from intranet.signatures.forms import VerifyForm
from intranet.signatures.office_trust import office_trust
from intranet.signatures.routes.blueprint import bp
from intranet.web.access import needs
from intranet.web.forms import blame, upload

CHANGES = {
    Changes.NONE: ("Không có gì thay đổi sau khi ký", "done"),
    Changes.ALLOWED: ("Chỉ có thay đổi được phép sau khi ký", "doing"),
    Changes.FORBIDDEN: ("Bị sửa sau khi ký", "late"),
}


@bp.get("/signatures/verify")
@needs("signature.verify")
def verify_file() -> Any:
    return _page(VerifyForm(formdata=None))


@bp.post("/signatures/verify")
@needs("signature.verify", in_steps=True)
def verify_now() -> Any:
    form = VerifyForm()
    stream, name = upload(form.file.data)
    try:
        if stream is None:
            raise Invalid("Hãy chọn tệp PDF cần kiểm tra.", field="file")
        return _page(form, verify(stream.read(), office_trust()), name)
    except (Invalid, DocError) as problem:
        blame(form, problem if isinstance(problem, Invalid) else Invalid(problem.sentence, field="file"))
        return _page(form), 422


def _page(form: VerifyForm, report: Report | None = None, name: str = "") -> str:
    return render_template("signatures/verify.html", form=form, report=report, name=name, changes=CHANGES)
