"""The admin's page: certificates and whose they are, pictures, the office's key, whom the office trusts, alarms."""

from base64 import b64decode
from collections.abc import Callable
from typing import Any

from asn1crypto import x509
from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from intranet.accounts import queries as accounts
from intranet.accounts.models import Issuer, Person, SigningAuthority
from intranet.core.clock import now, office_time, today
from intranet.core.errors import Invalid
from intranet.docservice.errors import DocError
from intranet.docservice.signing.keys import certificate_facts
from intranet.docservice.signing.standing import certificate_problem
from intranet.docservice.signing.trust import Trust
from intranet.signatures import queries, service
from intranet.signatures.forms import CertificateForm, OwnerForm, PictureForm, SealKeyForm
from intranet.signatures.models import Certificate
from intranet.signatures.office_trust import office_trust, timestamp_address
from intranet.signatures.queries.copies import broken_digitised
from intranet.signatures.routes.blueprint import bp
from intranet.signatures.rules import capacity_of
from intranet.web import filters
from intranet.web.access import needs
from intranet.web.forms import blame, upload

FORMS: dict[str, type[OwnerForm]] = {
    "bind_certificate": CertificateForm,
    "keep_picture": PictureForm,
    "keep_seal_key": SealKeyForm,
}


@bp.get("/admin/signatures")
@needs("signature.keep")
def index() -> Any:
    return _page()


def _page(sent: OwnerForm | None = None) -> str:
    trust, problem = _trust()
    forms = {name: sent if isinstance(sent, kind) else _fresh(kind) for name, kind in FORMS.items()}
    for name, form in forms.items():
        for field in form:
            field.id = f"{name}-{field.name}"  # three forms on one page ask for the same things
    return render_template(
        "signatures/index.html",
        forms=forms,
        sent=sent,
        certificates=[(certificate, _standing(certificate, trust)) for certificate in queries.certificates()],
        pictures=queries.pictures(),
        anchors=[certificate_facts(root) for root in trust.roots],
        lists=len(trust.lists),
        lists_end=trust.lists_end(),
        is_old=(end := trust.lists_end()) is not None and end < now(),
        problem=problem,
        keys=[(issuer, queries.seal_key(issuer)) for issuer in accounts.agencies() if issuer.closed_on is None],
        broken=queries.broken_copies(),
        broken_digitised=broken_digitised(),
        stamps=timestamp_address(),
    )


def _standing(certificate: Certificate, trust: Trust) -> tuple[str, str]:
    """What the admin reads of a certificate, and its tone."""
    if certificate.ended_at is not None:
        return f"Ngừng dùng {office_time(certificate.ended_at):%d/%m/%Y}", "none"
    problem = certificate_problem(x509.Certificate.load(b64decode(certificate.der)), trust, now())
    return (problem.removesuffix("."), "late") if problem else ("Dùng được", "done")


def _trust() -> tuple[Trust, str]:
    try:
        return office_trust(), ""
    except DocError as error:
        return Trust(), error.sentence


def _fresh(kind: type[OwnerForm]) -> OwnerForm:
    form = kind(formdata=None)
    form.offer(_owners(kind))
    return form


def _owners(kind: type[OwnerForm]) -> list[tuple[str, str]]:
    offices = [(f"i:{issuer.id}", issuer.name) for issuer in accounts.agencies() if issuer.closed_on is None]
    if kind is SealKeyForm:
        return offices
    people = [(f"p:{person.id}", person.name) for person in accounts.active_people()]
    return [*people, *(_posts() if kind is CertificateForm else ()), *offices]


def _posts() -> list[tuple[str, str]]:
    """A certificate that was given for one post: it signs only letters of that capacity."""
    held = (authority for authority in accounts.authorities(today()) if authority.person.is_active)
    return [(f"a:{one.id}", f"{one.person.name}, chỉ khi ký {capacity_of(one)}") for one in held]


def _owner(form: OwnerForm) -> Person | Issuer:
    kind, _, number = str(form.owner.data).partition(":")
    if kind == "a":
        return accounts.get_authority(int(number)).person
    return accounts.get_person(int(number)) if kind == "p" else accounts.get_issuer(int(number))


def _post(form: OwnerForm) -> SigningAuthority | None:
    kind, _, number = str(form.owner.data).partition(":")
    return accounts.get_authority(int(number)) if kind == "a" else None


def _take(form: OwnerForm, act: Callable[[Person | Issuer], Any], done: str) -> Any:
    form.offer(_owners(type(form)))
    try:
        if not form.validate():
            return _page(form), 422
        act(_owner(form))
    except Invalid as problem:
        blame(form, problem)
        return _page(form), problem.status
    flash(done, "success")
    return redirect(url_for(".index"), 303)


def _content(field: Any) -> bytes:
    stream, _ = upload(field.data)
    if stream is None:
        raise Invalid("Hãy chọn tệp.", field=field.name)
    content: bytes = stream.read()
    return content


@bp.post("/admin/signatures/bind_certificate")
@needs("signature.keep")
def bind_certificate() -> Any:
    form = CertificateForm()
    return _take(
        form,
        lambda owner: service.bind_certificate(owner, _content(form.file), current_user, _post(form)),
        "Đã gắn chứng thư số.",
    )


@bp.post("/admin/signatures/keep_picture")
@needs("signature.keep")
def keep_picture() -> Any:
    form = PictureForm()

    def keep(owner: Person | Issuer) -> None:
        stream, _ = upload(form.picture.data)
        if stream is None:
            raise Invalid("Hãy chọn ảnh.", field="picture")
        service.keep_picture(owner, stream, current_user)

    return _take(form, keep, "Đã nhận ảnh.")


@bp.post("/admin/signatures/keep_seal_key")
@needs("signature.keep")
def keep_seal_key() -> Any:
    form = SealKeyForm()

    def keep(owner: Person | Issuer) -> None:
        assert isinstance(owner, Issuer)
        service.keep_seal_key(owner, _content(form.file), form.passphrase.data or "", current_user)

    return _take(form, keep, "Đã nhận khóa của cơ quan.")


@bp.post("/admin/signatures/<int:certificate_id>/end_certificate")
@needs("signature.keep", certificate=queries.get_certificate)
def end_certificate(certificate: Certificate) -> Any:
    service.end_certificate(certificate, current_user)
    flash("Chứng thư số đã ngừng dùng.", "success")
    return redirect(url_for(".index"), 303)


@bp.post("/admin/signatures/try_timestamps")
@needs("signature.keep", in_steps=True)
def try_timestamps() -> Any:
    moment = service.try_timestamps(current_user)
    flash(f"Máy chủ dấu thời gian trả lời, dấu đáng tin cậy: {filters.moment(moment)}.", "success")
    return redirect(url_for(".index"), 303)
