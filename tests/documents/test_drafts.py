"""Drafts that save themselves, two people at once, and words that are never lost; on both engines."""

import pytest
from sqlalchemy import select

from intranet.core.db import session, transaction
from intranet.core.errors import Invalid, NotPermitted, Refused, Stale
from intranet.core.history import HistoryEntry
from intranet.documents import queries, service
from intranet.documents.facts import Typed
from intranet.documents.models import Document, DocumentVersion
from intranet.documents.rules import State
from intranet.lettertemplates.office_templates import get_template
from tests.documents.conftest import FACTS, Letters

pytestmark = pytest.mark.usefixtures("both_engines")


def test_a_fresh_form_holds_what_the_office_knows(letters: Letters) -> None:
    letter = letters.begun("cong_van")
    assert letter.draft.facts["ky_hieu_don_vi"] == "PTTTT"
    assert letter.draft.facts["noi_nhan"] == ["Lưu: VT, PTTTT"]
    assert (letter.type_code, letter.issuer_id) == ("CV", letters.cast.one.issuer_id)


def test_nobody_drafts_for_another_department(letters: Letters) -> None:
    with pytest.raises(NotPermitted, match="đơn vị của mình"), transaction():
        service.begin(get_template("ke_hoach"), letters.cast.two, letters.cast.staff)


def test_wrong_and_unfinished_words_are_kept_as_typed(letters: Letters) -> None:
    letter = letters.begun()
    half = Typed({"trich_yeu": "Tập huấn", "phan_cong": [{"don_vi": "", "nhiem_vu": [{"han": "mai"}]}]})
    with transaction():
        service.save_draft(letter, half, 1, letters.cast.staff)
    session.expire_all()
    assert letter.draft.facts == half.facts
    assert (letter.draft.revision, letter.subject) == (2, "Tập huấn")


def test_saving_the_same_words_again_changes_nothing(letters: Letters) -> None:
    letter = letters.begun()
    for _ in range(2):
        with transaction():
            service.save_draft(letter, letters.typed(), 1, letters.cast.staff)
    assert letter.draft.revision == 2


def test_a_version_is_written_once(letters: Letters) -> None:
    letter = letters.saved()
    with transaction():
        again = service.save_version(letter, letters.typed(), letter.draft.revision, letters.cast.staff)
    assert (again.n, letter.current_n) == (1, 1)
    with transaction():
        service.save_version(letter, letters.typed(ket="Khác."), letter.draft.revision, letters.cast.staff)
    versions = session.scalars(select(DocumentVersion).order_by(DocumentVersion.n)).all()
    assert [version.facts["ket"] for version in versions] == ["Trên đây là Kế hoạch.", "Khác."]


def test_a_version_knows_the_office_of_its_day(letters: Letters) -> None:
    facts = letters.saved().current.facts
    assert facts["co_quan"]["ky_hieu"] == "LMHTX"
    assert facts["nguoi_ky"] == {"quyen_han": ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "ho_ten": "Phó Chủ tịch"}


def test_a_wrong_fact_makes_no_version(letters: Letters) -> None:
    letter = letters.begun()
    with pytest.raises(Invalid, match="Trích yếu"), transaction():
        service.save_version(letter, letters.typed(trich_yeu=""), 1, letters.cast.staff)
    assert letter.current_n == 0


def test_a_signer_of_another_type_is_refused(letters: Letters) -> None:
    letter = letters.begun()
    other = letters.office.may_sign(letters.cast.office_head, lines="CHÁNH VĂN PHÒNG", types="TTr")
    with pytest.raises(Invalid, match="không được ký loại") as refusal, transaction():
        service.save_version(letter, Typed(FACTS, other.id), 1, letters.cast.staff)
    assert refusal.value.field == "nguoi_ky"


MINE, THEIRS = {"trich_yeu": "Của chuyên viên"}, {"trich_yeu": "Của trưởng phòng"}


def two_at_once(letters: Letters) -> Document:
    """The head saved while the drafter typed."""
    letter = letters.begun()
    with transaction():
        service.save_draft(letter, Typed(THEIRS), 1, letters.cast.head)
    with pytest.raises(Stale, match="Trưởng phòng 1 đã lưu nội dung khác lúc"), transaction():
        service.save_draft(letter, Typed(MINE), 1, letters.cast.staff)
    assert letter.draft.facts == THEIRS
    return letter


@pytest.mark.parametrize(
    ("take", "used", "kept", "by"), [("mine", MINE, THEIRS, "head"), ("theirs", THEIRS, MINE, "staff")]
)
def test_the_words_that_lose_are_kept(letters: Letters, take: str, used: dict, kept: dict, by: str) -> None:
    letter = two_at_once(letters)
    with transaction():
        service.settle(letter, Typed(MINE), take, letter.draft.revision, letters.cast.staff)
    assert letter.draft.facts == used
    (one,) = queries.kept_drafts(letter)
    assert (one.facts, one.typed_by_id) == (kept, getattr(letters.cast, by).id)


def test_settling_too_late_is_told_again(letters: Letters) -> None:
    letter = two_at_once(letters)
    with pytest.raises(Stale), transaction():
        service.settle(letter, Typed(MINE), "mine", 1, letters.cast.staff)
    assert queries.kept_drafts(letter) == []


def test_kept_words_come_back_and_lose_nothing(letters: Letters) -> None:
    letter = two_at_once(letters)
    with transaction():
        service.settle(letter, Typed(MINE), "mine", letter.draft.revision, letters.cast.staff)
    with transaction():
        service.restore_kept(letter, queries.kept_drafts(letter)[0], letters.cast.staff)
    assert letter.draft.facts == THEIRS
    assert [kept.facts for kept in queries.kept_drafts(letter)] == [MINE]


def test_a_version_saved_too_late_is_told(letters: Letters) -> None:
    letter = letters.saved()
    with pytest.raises(Stale), transaction():
        service.save_version(letter, letters.typed(ket="Muộn."), 1, letters.cast.head)
    assert letter.current_n == 1


def test_nobody_writes_a_presented_letter(letters: Letters) -> None:
    letter = letters.in_state(State.PRESENTED)
    with pytest.raises(Refused, match="nên không sửa được") as refusal, transaction():
        service.save_draft(letter, letters.typed(ket="Khác."), letter.draft.revision, letters.cast.staff)
    assert "vẫn còn trên trang" in refusal.value.advice


def test_a_letter_without_a_version_can_be_thrown_away(letters: Letters) -> None:
    letter = two_at_once(letters)
    with transaction():
        service.settle(letter, Typed(MINE), "mine", letter.draft.revision, letters.cast.staff)
    number = letter.id
    with transaction():
        service.discard(letter, letters.cast.staff)
    assert session.get(Document, number) is None
    acts = session.scalars(select(HistoryEntry.act).where(HistoryEntry.subject_id == number)).all()
    assert "discard" in acts


def test_a_saved_letter_cannot_be_thrown_away(letters: Letters) -> None:
    letter = letters.saved()
    with pytest.raises(Refused, match="không xóa được"), transaction():
        service.discard(letter, letters.cast.staff)
