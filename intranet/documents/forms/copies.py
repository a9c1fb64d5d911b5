"""What is typed about a copy of a letter."""

from collections.abc import Iterable

from wtforms.validators import NumberRange, Optional

from intranet.accounts.models import SigningAuthority
from intranet.core.clock import today
from intranet.documents.forms.letter import signer_words
from intranet.registers.rules import COPY_CODES
from intranet.web.forms import Choice, Day, Form, Line, Lines, Whole, as_choices


class CopyForm(Form):
    """Form, date, signer, receivers."""

    form = Choice("Hình thức sao", [(code, kind.name) for code, kind in COPY_CODES.items()], required=True)
    pages = Line("Trang trích sao", most=200, description="Chỉ với trích sao, ví dụ 1, 3.")
    day = Day("Ngày sao", required=True, default=today)
    authority_id = Choice("Người ký bản sao", required=True)
    recipients = Lines("Nơi nhận bản sao", required=True, most=2000, description="Mỗi nơi một dòng.")
    copies = Whole("Số lượng bản", default=1, validators=[Optional(), NumberRange(1, 1000)])

    def offer(self, authorities: Iterable[SigningAuthority]) -> None:
        """Who may sign today."""
        self.authority_id.choices = as_choices([("", "– Chọn –"), *((str(a.id), signer_words(a)) for a in authorities)])
