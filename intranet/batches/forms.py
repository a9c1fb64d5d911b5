"""The forms of batches: the filled sheet with its signer, and how and when its letters are numbered."""

from collections.abc import Sequence

from flask_wtf.file import FileField

from intranet.accounts.models import Department, SigningAuthority
from intranet.batches.rules import NUMBERING_LABELS, Numbering
from intranet.documents.forms.letter import signer_words
from intranet.web.forms import Choice, Day, Form, as_choices


class SheetForm(Form):
    """The filled sheet."""

    sheet = FileField("Bảng đã điền (.xlsx)", description="Mỗi bản một dòng ở trang Danh sách.")


class NewBatchForm(SheetForm):
    """A new batch: also whose letters they are and who signs them."""

    department_id = Choice("Đơn vị soạn", required=True)
    signer_authority_id = Choice("Người ký", required=True)

    def offer(self, departments: Sequence[Department], authorities: Sequence[SigningAuthority]) -> None:
        """What there is to choose."""
        self.department_id.choices = as_choices([(str(d.id), d.name) for d in departments])
        self.signer_authority_id.choices = as_choices(
            [("", "– Chọn người ký –"), *((str(a.id), signer_words(a)) for a in authorities)]
        )


class NumberBatchForm(Form):
    """One number for all or a number each, and the date of the letters."""

    numbering = Choice("Cách cấp số", required=True)
    day = Day("Ngày văn bản", required=True)

    def offer(self, numberings: Sequence[Numbering]) -> None:
        """The ways this type of letter can be numbered; of two none stands ready, because it cannot be undone."""
        first = [("", "– Chọn –")] if len(numberings) > 1 else []
        self.numbering.choices = as_choices([*first, *((way.value, NUMBERING_LABELS[way]) for way in numberings)])
