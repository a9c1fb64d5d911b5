"""The small forms of a letter's page: a note, a date, a scan, an appendix, another signer, a file from Word."""

from collections.abc import Iterable, Sequence

from flask_wtf.file import FileField, MultipleFileField
from wtforms.widgets import HiddenInput

from intranet.accounts.models import Department, SigningAuthority
from intranet.documents.forms.letter import Offered, signer_words
from intranet.registers.models import RegisterNumber
from intranet.web.forms import Choice, Day, Form, Line, Lines, Whole, as_choices


class OverrulingForm(Form):
    """Why a finding of the checker is let pass."""

    n = Whole("Bản", widget=HiddenInput())
    finding = Line("Lỗi", widget=HiddenInput())
    reason = Lines("Lý do cho qua", required=True, most=2000)


class NumberForm(Form):
    """Date of the letter, or a number that was kept for it."""

    day = Day("Ngày văn bản", required=True)
    kept = Choice("Số để dành")

    def offer(self, kept: Sequence[RegisterNumber]) -> None:
        """The kept numbers to choose from; nothing is asked when there are none."""
        if not kept:
            del self.kept
            return
        words = [(str(n.id), f"{n.full} ngày {n.issued_on:%d/%m/%Y}: {n.why}") for n in kept]
        self.kept.choices = as_choices([("", "– Lấy số tiếp theo –"), *words])


class ReasonForm(Form):
    """Why a line of the gate is passed."""

    reason = Lines("Lý do cho qua", required=True, most=1000)


class AfterIssueForm(Form):
    """Why an issued letter is recalled, replaced or corrected, and by which letter."""

    by_mark = Line("Số, ký hiệu văn bản thông báo, thay thế hoặc đính chính", most=60, description="Ví dụ 45/TB-LMHTX.")
    note = Lines("Lý do", required=True, most=2000)


class ScanForm(Form):
    """The signed and sealed sheet."""

    files = MultipleFileField(
        "Bản đã ký, đóng dấu", description="Một tệp PDF, hoặc các ảnh chụp theo thứ tự trang (JPEG, PNG)."
    )


class AttachmentForm(Form):
    """An appendix."""

    title = Line("Tên phụ lục", description="Để trống: lấy theo tên tệp.")
    file = FileField("Tệp", description="Word, Excel, PDF hoặc ảnh.")


class SignerForm(Form):
    """Another signer."""

    signer_authority_id = Choice("Người ký mới", required=True)
    note = Lines("Lý do", most=2000)

    def offer(self, authorities: Iterable[SigningAuthority]) -> None:
        """Who may sign instead."""
        self.signer_authority_id.choices = as_choices(
            [("", "– Chọn người ký –"), *((str(a.id), signer_words(a)) for a in authorities)]
        )


class WordForm(Form):
    """The next version, written in Word."""

    subject = Line("Trích yếu", required=True, most=500)
    recipients = Lines("Nơi nhận", most=5000, description="Mỗi nơi một dòng, để ghi vào sổ văn bản đi.")
    file = FileField("Tệp Word (.docx)", description="Giữ nguyên hai ô ghi số và ngày trong tệp.")


class NewFromWordForm(WordForm):
    """A new letter written in Word: also whose it is and who signs."""

    department_id = Choice("Đơn vị soạn", required=True)
    field = Choice("Lĩnh vực")
    signer_authority_id = Choice("Người ký", required=True)

    def offer(self, departments: Sequence[Department], authorities: Sequence[SigningAuthority]) -> None:
        """What there is to choose; the field of work is asked only where the office divides its fields."""
        fields = Offered(authorities).fields_of_work
        self.department_id.choices = as_choices([(str(d.id), d.name) for d in departments])
        if fields:
            self.field.choices = as_choices([("", "– Chung –"), *((line, line) for line in fields)])
        else:
            del self.field
        self.signer_authority_id.choices = as_choices(
            [("", "– Chọn người ký –"), *((str(a.id), signer_words(a)) for a in authorities)]
        )
