"""The pages of delivery: what waits to be sent, one letter's receivers, the agencies outside."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from intranet.accounts.queries import active_people, main_issuer, open_departments
from intranet.accounts.routes.form_page import form_page
from intranet.core.clock import today
from intranet.core.errors import NotPermitted, Refused
from intranet.core.mail import megabytes
from intranet.delivery import queries, service
from intranet.delivery.forms import AgencyForm, BackForm, MailForm, ReasonForm, ReceiverForm, SendForm
from intranet.delivery.models import Agency, Delivery
from intranet.delivery.rules import WAY_LABELS, Kind, Receiver, Way, receiver_of
from intranet.delivery.service import mail as service_mail
from intranet.notices.rules import MailState
from intranet.registers.models import RegisterNumber
from intranet.registers.queries import get_number, kept_from
from intranet.registers.sheet import NOT_FOR_ALL
from intranet.web.access import needs
from intranet.web.bound import bound_answer
from intranet.web.excel import Column, excel_answer
from intranet.web.forms import whole_number_or_none

bp = Blueprint("delivery", __name__)
POST_TITLE = "SỔ GỬI VĂN BẢN ĐI BƯU ĐIỆN"
POST_COLUMNS = (
    Column("Ngày chuyển", 16),
    Column("Số, ký hiệu văn bản", 24),
    Column("Nơi nhận văn bản", 60),
    Column("Số lượng bì", 12),
    Column("Ký nhận và dấu bưu điện", 36),
    Column("Ghi chú", 26),
)


@bp.get("/deliveries")
@needs("delivery.list")
def index() -> Any:
    kept = kept_from(current_user)
    deliveries = [one for one in queries.to_send() if one.number_id not in kept]
    no_mail = {number.id: service_mail.why_no_mail(number) for number in {one.number for one in by_mail(deliveries)}}
    return render_template("delivery/index.html", deliveries=deliveries, no_mail=no_mail)


@bp.get("/registers/numbers/<int:number_id>/deliveries")
@needs("delivery.list", number=get_number)
def of_number(number: RegisterNumber) -> Any:
    if number.id in kept_from(current_user):
        raise NotPermitted("Văn bản này hạn chế người xem.", "Cần xem thì đề nghị đơn vị soạn hoặc văn thư mở quyền.")
    deliveries = queries.deliveries_of(number)
    return render_template(
        "delivery/of_number.html",
        number=number,
        deliveries=deliveries,
        unresolved=queries.unresolved_lines(number, deliveries),
        letter_url=letter_address(number),
        no_mail=service_mail.why_no_mail(number) if by_mail(deliveries) else "",
    )


@bp.route("/registers/numbers/<int:number_id>/deliveries/new", methods=["GET", "POST"])
@needs("delivery.add", number=get_number)
def add_delivery(number: RegisterNumber) -> Any:
    form = ReceiverForm(data={"words": request.args.get("line", "")[:500]})
    form.offer(_choices())

    def save() -> str:
        service.add_delivery(
            number,
            current_user,
            receiver=receiver_of(form.receiver.data or ""),
            outside_name=form.outside_name.data,
            words=form.words.data,
            copies=_number(form.copies.data, 1),
        )
        return _address(number)

    return form_page(form, save, title="Thêm nơi nhận", trail=_trail(number), button="Thêm", done="Đã thêm nơi nhận.")


@bp.route("/deliveries/<int:delivery_id>/send", methods=["GET", "POST"])
@needs("delivery.send", delivery=queries.get_delivery)
def send(delivery: Delivery) -> Any:
    form = SendForm(data=_sent_as(delivery))

    def save() -> str:
        sending = service.Sending(
            way=Way(form.way.data),
            sent_on=form.sent_on.day,
            copies=_number(form.copies.data, 1),
            envelopes=form.envelopes.data,
            received_by=form.received_by.data,
            remark=form.remark.data,
        )
        service.send(delivery, current_user, sending)
        return _address(delivery.number)

    title = f"Gửi {delivery.number.full} cho {delivery.receiver_name}"
    return form_page(form, save, title=title, trail=_trail(delivery.number), button="Ghi đã gửi", done="Đã ghi gửi.")


@bp.route("/deliveries/<int:delivery_id>/mail", methods=["GET", "POST"])
@needs("delivery.mail", delivery=queries.get_delivery)
def mail(delivery: Delivery) -> Any:
    number, form = delivery.number, MailForm(data={"address": delivery.mail_address})
    if why := service_mail.why_no_mail(number):
        raise Refused(why, service_mail.BY_HAND)

    def save() -> str:
        service_mail.mail(delivery, form.address.data, current_user)
        return _address(number)

    files = ", ".join(f"{file.name} ({megabytes(file.size)})" for file in queries.files_of(number))
    lead = f"Gửi kèm: {files}."
    if delivery.mail_state == MailState.UNKNOWN:
        lead += " Thư trước có thể đã tới: gửi lại thì nơi nhận có thể nhận hai lần."
    title = f"Gửi thư {number.full} cho {delivery.receiver_name}"
    done = "Thư đang được gửi. Kết quả hiện ở trang này sau ít phút."
    return form_page(form, save, title=title, trail=_trail(number), button="Gửi thư", lead=lead, done=done)


@bp.route("/deliveries/<int:delivery_id>/drop", methods=["GET", "POST"])
@needs("delivery.drop", delivery=queries.get_delivery)
def drop(delivery: Delivery) -> Any:
    form = ReasonForm()

    def save() -> str:
        service.drop(delivery, form.reason.data, current_user)
        return _address(delivery.number)

    title = f"Không gửi cho {delivery.receiver_name}"
    lead = "Nơi nhận vẫn còn trong danh sách, kèm lý do."
    return form_page(form, save, title=title, trail=_trail(delivery.number), button="Không gửi", lead=lead)


@bp.route("/deliveries/<int:delivery_id>/take_back", methods=["GET", "POST"])
@needs("delivery.take_back", delivery=queries.get_delivery)
def take_back(delivery: Delivery) -> Any:
    form = BackForm()

    def save() -> str:
        service.take_back(delivery, current_user, form.day.day)
        return _address(delivery.number)

    title = f"{delivery.receiver_name} trả lại {delivery.number.full}"
    return form_page(form, save, title=title, trail=_trail(delivery.number), button="Ghi đã trả lại")


@bp.post("/deliveries/<int:delivery_id>/acknowledge")
@needs("delivery.acknowledge", delivery=queries.get_delivery)
def acknowledge(delivery: Delivery) -> Any:
    service.acknowledge(delivery, current_user)
    flash("Đã ghi bạn đã xem văn bản.", "success")
    return redirect(letter_address(delivery.number) or url_for("home.index"), 303)


def by_mail(deliveries: Iterable[Delivery]) -> list[Delivery]:
    """Those a mail would still go to."""
    return [one for one in deliveries if one.way == Way.EMAIL and not one.sent_on and not one.dropped_why]


def letter_address(number: RegisterNumber) -> str | None:
    """The page of the letter made here; documents stand above this feature and are known by their page's name."""
    return url_for("documents.document", document_id=number.document_id) if number.document_id else None


def _address(number: RegisterNumber) -> str:
    return url_for(".of_number", number_id=number.id)


def _trail(number: RegisterNumber) -> list[tuple[str, str | None]]:
    return [("Chuyển phát", url_for(".index")), (number.full, _address(number))]


def _choices() -> list[tuple[str, str]]:
    lists = ((Kind.DEPARTMENT, open_departments()), (Kind.AGENCY, queries.agencies()), (Kind.PERSON, active_people()))
    return [(Receiver(kind, one.id).key, one.name) for kind, ones in lists for one in ones]


def _sent_as(delivery: Delivery) -> dict[str, Any]:
    """What is noted already; before the first time, today and one envelope by post."""
    noted = {name: getattr(delivery, name) for name in ("way", "copies", "envelopes", "received_by", "remark")}
    if delivery.sent_on is None:
        return {**noted, "envelopes": 1 if delivery.way == Way.POST else None, "sent_on": today()}
    return {**noted, "sent_on": delivery.sent_on}


def _number(typed: int | None, otherwise: int) -> int:
    return otherwise if typed is None else typed


@bp.get("/deliveries/post")
@needs("delivery.list")
def post() -> Any:
    """Sổ gửi văn bản đi bưu điện (PL IV.III NĐ 30/2020)."""
    kept = kept_from(current_user)
    return render_template("delivery/post.html", deliveries=queries.sent_by_post(_year()), year=_year(), kept=kept)


@bp.get("/deliveries/post/excel")
@needs("delivery.list")
def post_excel() -> Any:
    above = [main_issuer().name, f"Năm {_year()}"]
    return excel_answer(f"so-gui-buu-dien-{_year()}", POST_TITLE, POST_COLUMNS, _post_rows(), above=above)


@bp.get("/deliveries/post/print")
@needs("delivery.list")
def post_paper() -> Any:
    found = queries.sent_by_post(_year())
    return bound_answer(
        f"so-gui-buu-dien-{_year()}",
        POST_TITLE,
        POST_COLUMNS,
        _post_rows(),
        office=main_issuer().name_on(today()),
        year=_year(),
        days=(found[0].sent_on, found[-1].sent_on) if found else (None, None),
    )


def _post_rows() -> Iterator[list[Any]]:
    kept = kept_from(current_user)
    for sent in queries.sent_by_post(_year()):
        if sent.number_id in kept:
            yield [sent.sent_on, sent.number.full, NOT_FOR_ALL.capitalize(), sent.envelopes, "", ""]
            continue
        yield [sent.sent_on, sent.number.full, sent.receiver_name, sent.envelopes, sent.received_by, sent.remark]


def _year() -> int:
    return whole_number_or_none(request.args.get("year")) or today().year


@bp.get("/agencies")
@needs("agency.list")
def agencies() -> Any:
    return render_template("delivery/agencies.html", agencies=queries.agencies(with_closed=True), ways=WAY_LABELS)


@bp.route("/agencies/new", methods=["GET", "POST"])
@needs("agency.edit")
def add_agency() -> Any:
    return _agency_page(AgencyForm(), None, "Thêm nơi nhận bên ngoài")


@bp.route("/agencies/<int:agency_id>/edit", methods=["GET", "POST"])
@needs("agency.edit", agency=queries.get_agency)
def edit_agency(agency: Agency) -> Any:
    return _agency_page(AgencyForm(obj=agency), agency, f"Sửa {agency.name}")


def _agency_page(form: AgencyForm, agency: Agency | None, title: str) -> Any:
    def save() -> str:
        service.save_agency(agency, current_user, **form.facts())
        return url_for(".agencies")

    return form_page(form, save, title=title, trail=[("Nơi nhận bên ngoài", url_for(".agencies"))])
