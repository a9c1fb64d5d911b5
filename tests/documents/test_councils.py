"""Councils and boards under the agency's seal: their own head, symbol, numbers and register (PL I, II.3a)."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from intranet.accounts.models import Issuer, SigningAuthority
from intranet.accounts.rules import Capacity
from intranet.accounts.service import AuthorityFacts, IssuerFacts, close_issuer, give_authority, make_issuer
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, Refused
from intranet.core.files import read
from intranet.docservice.word import docx_text
from intranet.documents import service
from intranet.documents.models import Document
from intranet.documents.rules import State
from intranet.registers import queries as registers
from intranet.registers.queries import Filters
from intranet.registers.sheet import closing_lines
from intranet.signatures.queries import seal_key
from tests.documents.conftest import Letters
from tests.support.office import Office
from tests.support.visitor import Visitor

COUNCIL = IssuerFacts(
    lines="HỘI ĐỒNG THI ĐUA, KHEN THƯỞNG",
    plain="Hội đồng Thi đua, khen thưởng",
    symbol="HĐTĐKT",
    place="Hải Phòng",
    parent="LIÊN MINH HỢP TÁC XÃ\nTHÀNH PHỐ HẢI PHÒNG",
)
LINES = "TM. HỘI ĐỒNG\nPHÓ CHỦ TỊCH HỘI ĐỒNG\nPHÓ CHỦ TỊCH LIÊN MINH"


@pytest.fixture
def letters(both_engines: Flask, office: Office) -> Letters:
    return Letters(office)


def council_of(letters: Letters) -> tuple[Issuer, SigningAuthority]:
    """The agency's council; the leader signs for it."""
    cast = letters.cast
    with transaction():
        council = make_issuer(cast.admin, COUNCIL, holds_from=today(), seal_of=cast.one.issuer)
        facts = AuthorityFacts(Capacity.TM, LINES, today())
        return council, give_authority(cast.leader, council, cast.admin, facts)


def of_council(letters: Letters, state: State) -> Document:
    _, signing = council_of(letters)
    agency, letters.signing = letters.signing, signing
    letter = letters.in_state(state)
    letters.signing = agency
    return letter


def test_the_signer_decides_whose_letter_it_is_and_each_counts_apart(letters: Letters) -> None:
    first = letters.in_state(State.NUMBERED)
    council = of_council(letters, State.NUMBERED)
    again = letters.in_state(State.NUMBERED)
    assert [letter.mark for letter in (first, council, again)] == ["01/KH-LMHTX", "01/KH-HĐTĐKT", "02/KH-LMHTX"]
    assert council.issuer.seal_of_id == first.issuer_id
    words = docx_text(read(council.current.docx_sha256))
    assert "HỘI ĐỒNG THI ĐUA, KHEN THƯỞNG" in words and "PHÓ CHỦ TỊCH LIÊN MINH" in words
    labels = [book.label for book in registers.books()]
    assert labels == [f"Sổ chung {today().year}", f"Sổ chung {today().year} (HĐTĐKT)"]


def test_the_register_binds_them_apart(letters: Letters) -> None:
    of_council(letters, State.NUMBERED)
    letters.in_state(State.NUMBERED)
    filed = registers.as_filed(Filters(year=today().year), letters.cast.clerk)
    assert len({number.book.issuer_id for number in filed}) == len(registers.books()) == 2
    assert len(closing_lines(filed)) == 6  # a closing for each book
    own = registers.as_filed(Filters(year=today().year, issuer_id=filed[1].book.issuer_id), letters.cast.clerk)
    assert [number.full for number in own] == [filed[1].full]


def test_the_letter_may_still_change_hands_until_it_has_its_number(letters: Letters) -> None:
    _, signing = council_of(letters)
    letter = letters.in_state(State.CHECKING)
    with pytest.raises(Invalid, match="đầu văn bản và số cũng đổi"), transaction():
        service.change_signer(letter, signing.id, letters.cast.staff)
    with transaction():
        service.withdraw(letter, letters.cast.staff)
    letters.signing = signing
    with transaction():
        service.save_version(letter, letters.typed(), letter.draft.revision, letters.cast.staff)
    assert letter.issuer.symbol == "HĐTĐKT" and letter.current_n == 2


def test_a_letter_with_a_number_stays_in_its_book(letters: Letters) -> None:
    _, signing = council_of(letters)
    letter = letters.in_state(State.NUMBERED)
    with transaction():
        service.send_back(letter, letters.cast.clerk, "Sai nơi nhận")
    letters.signing = signing
    with pytest.raises(Invalid, match="đã có số 01/KH-LMHTX"), transaction():
        service.save_version(letter, letters.typed(), letter.draft.revision, letters.cast.staff)


def test_another_agencys_signer_is_not_offered(letters: Letters) -> None:
    stranger = letters.office.issuer("QHT", "QUỸ HỖ TRỢ")
    with transaction():
        foreign = give_authority(
            letters.cast.leader, stranger, letters.cast.admin, AuthorityFacts(Capacity.HEAD, "GIÁM ĐỐC", today())
        )
    letter = letters.begun()
    letters.signing = foreign
    with pytest.raises(Invalid, match="trong danh sách"), transaction():
        service.save_version(letter, letters.typed(), 1, letters.cast.staff)


@pytest.mark.parametrize(
    ("capacity", "lines", "good"),
    [
        (Capacity.TM, LINES, True),
        (Capacity.HEAD, "TRƯỞNG BAN\nCHỦ TỊCH LIÊN MINH", True),
        (Capacity.TM, "TM. HỘI ĐỒNG\nCHỦ TỊCH HỘI ĐỒNG", False),  # the post in the agency is missing
        (Capacity.HEAD, "TRƯỞNG BAN", False),
    ],
)
def test_both_posts_stand_above_the_name(letters: Letters, capacity: Capacity, lines: str, good: bool) -> None:
    council, _ = council_of(letters)
    facts = AuthorityFacts(capacity, lines, today())
    if good:
        with transaction():
            give_authority(letters.cast.leader, council, letters.cast.admin, facts)
        return
    with pytest.raises(Invalid) as refusal, transaction():
        give_authority(letters.cast.leader, council, letters.cast.admin, facts)
    assert refusal.value.field == "lines"


def test_what_a_council_cannot_be(letters: Letters) -> None:
    council, _ = council_of(letters)
    agency, admin = letters.cast.one.issuer, letters.cast.admin
    with pytest.raises(Invalid, match="con dấu"), transaction():  # a council has no seal to lend
        make_issuer(admin, COUNCIL, holds_from=today(), seal_of=council)
    same = IssuerFacts(**{**vars(COUNCIL), "symbol": agency.symbol})
    with pytest.raises(Invalid, match="ký hiệu phải khác"), transaction():
        make_issuer(admin, same, holds_from=today(), seal_of=agency)
    with pytest.raises(Refused, match="Hội đồng, Ban dùng con dấu"), transaction():
        close_issuer(session.get_one(Issuer, agency.id), admin, "Sáp nhập")


def test_it_is_sealed_with_the_agencys_key(letters: Letters) -> None:
    council, _ = council_of(letters)
    assert council.sealed_by.id == letters.cast.one.issuer_id
    assert seal_key(council) is seal_key(council.sealed_by)


def test_pages_of_a_council(app: Flask, office: Office) -> None:
    letters = Letters(office)
    cast: SimpleNamespace = letters.cast
    admin = Visitor(app).sign_in(cast.admin)
    page = admin.visit("/admin/issuers/new")
    facts = {"lines": COUNCIL.lines, "plain": COUNCIL.plain, "symbol": "HĐTĐKT", "place": "Hải Phòng"}
    page = admin.press("Thêm", page, **facts, seal_of=str(cast.one.issuer_id))
    assert "của Liên minh Hợp tác xã" in page.text
    assert COUNCIL.plain in admin.visit("/admin/authorities/new").text
    letters.in_state(State.NUMBERED)
    council = session.scalars(select(Issuer).where(Issuer.seal_of_id.is_not(None))).one()
    with transaction():
        letters.signing = give_authority(cast.leader, council, cast.admin, AuthorityFacts(Capacity.TM, LINES, today()))
    letters.in_state(State.NUMBERED)
    clerk = Visitor(app).sign_in(cast.clerk)
    page = clerk.visit("/registers")
    assert {"In sổ LMHTX", "In sổ HĐTĐKT"} <= page.links().keys()
    assert "Mỗi cơ quan, Hội đồng, Ban có sổ riêng" in clerk.visit("/registers/print", status=409).text
    pdf = clerk.client.get(page.links()["In sổ HĐTĐKT"]).get_data()
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "HỘI ĐỒNG THI ĐUA" in text and "01/KH-HĐTĐKT" in text and "01/KH-LMHTX" not in text
    drafter = Visitor(app).sign_in(cast.staff)
    drafting = letters.begun()
    assert "TM. HỘI ĐỒNG" in drafter.visit(f"/documents/{drafting.id}/edit").text
