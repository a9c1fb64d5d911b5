"""Who is charged with awards and publicity: one page for the admin."""

from typing import Any

from flask import url_for
from flask_login import current_user

from intranet.accounts.queries import open_departments
from intranet.accounts.routes.administration import trail
from intranet.accounts.routes.form_page import form_page
from intranet.emulation.forms.members import DutyForm
from intranet.emulation.queries.members import charged_with
from intranet.emulation.routes.blueprint import bp
from intranet.emulation.rules import Duty
from intranet.emulation.service.duties import set_duty
from intranet.web.access import needs
from intranet.web.forms import as_choices


@bp.route("/emulation/set_duties", methods=["GET", "POST"])
@needs("emulation.set_up")
def set_duties() -> Any:
    form = DutyForm(data={duty.value: [unit.id for unit in charged_with(duty)] for duty in Duty})
    for duty in Duty:
        form[duty.value].choices = as_choices((unit.id, unit.name) for unit in open_departments())

    def save() -> str:
        for duty in Duty:
            set_duty(duty, form[duty.value].data or [], current_user)
        return url_for(".set_duties")

    return form_page(
        form,
        save,
        title="Thi đua, tuyên truyền: đơn vị phụ trách",
        trail=trail(),
        lead="Đơn vị được chọn làm việc ấy cho cả cơ quan; Văn phòng và văn thư luôn làm thay được.",
    )
