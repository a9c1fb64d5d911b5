"""The clerk has the signatures of a letter that came judged anew, with what the office trusts by now."""

from typing import Any

from flask import flash, redirect, url_for
from flask_login import current_user

from intranet.incoming.models import IncomingLetter
from intranet.incoming.queries import get_letter
from intranet.signatures import service
from intranet.signatures.routes.blueprint import bp
from intranet.web.access import needs


@bp.post("/incoming/<int:letter_id>/check_signatures")
@needs("signature.check_arrival", in_steps=True, letter=get_letter)
def check_arrival(letter: IncomingLetter) -> Any:
    letter_id = letter.id
    service.check_again(letter, current_user)
    flash("Đã kiểm tra lại chữ ký số.", "success")
    return redirect(url_for("incoming.letter", letter_id=letter_id), 303)
