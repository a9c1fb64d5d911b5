"""Electronic copies of paper: the list, a new one, and its file."""

from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from intranet.accounts.queries import authorities, get_authority
from intranet.accounts.rules import holds_on
from intranet.core.clock import today
from intranet.core.errors import Invalid
from intranet.core.files import path_of
from intranet.incoming.models import IncomingLetter
from intranet.incoming.queries import get_letter
from intranet.signatures import service
from intranet.signatures.forms import DigitiseForm
from intranet.signatures.queries.copies import digitised_copies, get_digitised
from intranet.signatures.routes.blueprint import bp
from intranet.web.access import needs, submit
from intranet.web.forms import blame, upload, whole_number_or_none


@bp.get("/signatures/copies")
@needs("signature.list_copies")
def copies() -> Any:
    return render_template("signatures/copies.html", copies=digitised_copies())


@bp.get("/signatures/copies/new")
@needs("signature.copy")
def digitise() -> Any:
    letter = _letter()
    return _page(_fresh(DigitiseForm(formdata=None, data={"original": _words(letter)} if letter else None)), letter)


@bp.post("/signatures/copies/new")
@needs("signature.copy", in_steps=True)
def digitise_now() -> Any:
    """The time stamping authority is asked before the lock is taken: a slow line must not hold up the office."""
    form, letter = _fresh(DigitiseForm()), _letter()
    try:
        if not form.validate():
            return _page(form, letter), 422
        stream, _ = upload(form.file.data)
        if stream is None:
            raise Invalid("Hãy chọn tệp quét.", field="file")
        digitising = service.Digitising(
            form=form.form.data,
            original=form.original.data,
            authority=get_authority(int(form.authority_id.data)),
            recipients=tuple(line.strip() for line in form.recipients.data.splitlines() if line.strip()),
            letter=letter,
        )
        stamped = not form.without_stamp.data
        sealed = service.sealed_scan(
            stream.read(), digitising, form.passphrase.data or "", current_user, stamped=stamped
        )
    except Invalid as problem:
        blame(form, problem)
        return _page(form, letter), problem.status
    return submit(lambda: _kept(sealed, digitising))


def _kept(sealed: service.SealedScan, digitising: service.Digitising) -> Any:
    copy = service.keep_digitised(sealed, digitising, current_user)
    flash(f"Đã ký số bản sao điện tử, số {copy.number.full}.", "success")
    return redirect(url_for(".copies"), 303)


@bp.get("/signatures/copies/<int:copy_id>.pdf")
@needs("signature.list_copies", copy=get_digitised)
def digitised_pdf(copy: Any) -> Any:
    name = f"{copy.number.full.replace('/', '-')}.pdf"
    return send_file(path_of(copy.sealed_sha256), "application/pdf", download_name=name)


def _fresh(form: DigitiseForm) -> DigitiseForm:
    form.offer(authority for authority in authorities(today()) if holds_on(authority, today()))
    return form


def _letter() -> IncomingLetter | None:
    letter_id = whole_number_or_none(request.args.get("letter"))
    return get_letter(letter_id) if letter_id else None


def _words(letter: IncomingLetter) -> str:
    day = f"ngày {letter.written_on:%d/%m/%Y}" if letter.written_on else ""
    return " ".join(filter(None, (letter.type_name, letter.code, day, letter.agency, letter.subject)))[:300]


def _page(form: DigitiseForm, letter: IncomingLetter | None) -> str:
    return render_template("signatures/digitise.html", form=form, letter=letter)
