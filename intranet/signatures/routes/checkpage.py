"""The copy for printing, and the page its QR opens: open to who holds the paper, without signing in."""

import io
from hashlib import sha256
from typing import Any

from flask import make_response, redirect, render_template, request, send_file, url_for

from intranet.accounts.lockout import network_of
from intranet.core import rates
from intranet.core.clock import now, office_time
from intranet.core.errors import NotFound
from intranet.core.files import read
from intranet.core.mail import base_address
from intranet.docservice.errors import DocError
from intranet.docservice.signing.marks import Mark, SignedMark, name_of, public_text, short_hash
from intranet.docservice.signing.printed import printed_copy as drawn
from intranet.documents.models import Document
from intranet.documents.queries import get_document
from intranet.documents.queries.after import after_issue_of
from intranet.documents.service import note_reading
from intranet.printing.pdf_maker import font_of_letters
from intranet.signatures import queries, service
from intranet.signatures.mark_key import known_keys, mark_key
from intranet.signatures.models import ElectronicCopy
from intranet.signatures.queries import checkpage as queries_checkpage
from intranet.signatures.routes.blueprint import bp
from intranet.signatures.rules.checkpage import shown_code, standing, typed_code
from intranet.web.access import needs, public

MOST_A_MINUTE = 60


@bp.get("/documents/<int:document_id>/printed.pdf")
@needs("document.view", noting=note_reading, document=get_document)
def printed_copy(document: Document) -> Any:
    """A copy of the sealed letter for paper, with its QR; made anew each time, the signed file is only read."""
    copy = queries.copy_of(document)
    code = queries_checkpage.code_of(copy) if copy else ""
    if copy is None or not code or document.number is None:
        raise NotFound("Văn bản này chưa có bản ký số của cơ quan.", "Bản để in có sau khi ký số của cơ quan.")
    mark = _mark(document, copy, code)
    root = _root()
    told = f"{document.mark} ngày {mark.day:%d/%m/%Y}"
    where = f"{root.partition('://')[2]}{url_for('.check_code')}"
    words = (
        f"IN TỪ BẢN ĐIỆN TỬ số {told}, lúc {office_time(now()):%H:%M %d/%m/%Y}",
        f"Kiểm tra: quét mã QR, hoặc vào {where} và nhập mã {shown_code(code)}",
        f"SHA-256 của bản điện tử: {copy.sealed_sha256}",
    )
    foot = f"In từ bản điện tử số {told}; trang {{page}}; mã {shown_code(code)}"
    qr = SignedMark.make(mark, mark_key()).text(root)
    made = drawn(read(copy.sealed_sha256 or ""), qr, words, foot, font_of_letters())
    name = f"{document.mark} bản in.pdf".replace("/", "-")
    return send_file(io.BytesIO(made), "application/pdf", download_name=name)


@bp.get("/check")
@public
def check_code() -> Any:
    """Where a code is typed from paper."""
    typed = request.args.get("code", "")
    code = typed_code(typed)
    if code:
        return redirect(url_for(".check_letter", code=code))
    return _page(typed=typed, problem="Mã gồm 20 chữ và số, in ở chân trang đầu." if typed.strip() else "")


@bp.get("/check/<code>")
@public
def check_letter(code: str) -> Any:
    """What the office says of the letter: for whoever holds its code, and not too often."""
    wait = service.minutes_to_wait(request.remote_addr)
    if wait or rates.take(f"check {_drawer()}", 1, MOST_A_MINUTE):
        words = f"Đã hỏi quá nhiều lần từ máy hoặc mạng này. Hãy thử lại sau {wait or 1} phút."
        answer = make_response(_page(problem=words), 429)
        answer.headers["Retry-After"] = str((wait or 1) * 60)
        return answer
    found = queries_checkpage.find_code(typed_code(code))
    if found is None:
        service.note_wrong_code(request.remote_addr)
        return _page(typed=code[:40], unknown=True), 404
    copy = found.copy
    document = copy.document
    return _page(
        document=document,
        copy=copy,
        code=shown_code(found.code),
        standing=standing(document, copy, after_issue_of(document)),
        mark_problem=_mark_problem(_mark(document, copy, found.code)) if "dau" in request.args else None,
        short=short_hash(copy.sealed_sha256 or ""),
    )


def _page(**shown: Any) -> str:
    keys = [(name_of(key), public_text(key)) for key in known_keys()]
    return render_template("signatures/check.html", keys=keys, **shown)


def _mark(document: Document, copy: ElectronicCopy, code: str) -> Mark:
    assert document.number is not None and copy.sealed_sha256 is not None
    return Mark(document.mark, document.number.issued_on, short_hash(copy.sealed_sha256), code)


def _mark_problem(expected: Mark) -> str:
    """What is wrong with the mark that the QR brought along; "" when it is this letter's own."""
    try:
        brought = SignedMark.read(f"{request.path}?{request.query_string.decode()}").verify(known_keys())
    except DocError as error:
        return error.sentence
    return "" if brought == expected else "Mã QR trên giấy là của văn bản khác."


def _drawer() -> int:
    """One of 65,536 drawers for an address: what strangers can fill has an end."""
    return int.from_bytes(sha256(network_of(request.remote_addr).encode()).digest()[:2])


def _root() -> str:
    return base_address() or request.host_url.rstrip("/")
