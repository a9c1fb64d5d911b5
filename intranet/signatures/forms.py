"""What is sent about signatures: files from the token, a passphrase, certificates."""

from collections.abc import Iterable

from wtforms import BooleanField, FileField, PasswordField

from intranet.accounts.models import SigningAuthority
from intranet.documents.forms.letter import signer_words
from intranet.registers.rules import COPY_CODES
from intranet.web.forms import REQUIRED, Choice, Form, Line, Lines, as_choices


class SignedFileForm(Form):
    """The letter as the token's own program gave it back."""

    file = FileField("Tệp PDF đã ký")


class StampForm(Form):
    """What may have to go on without a time stamp; said only once the server did not give one."""

    without_stamp = BooleanField("Ký không có dấu thời gian")


class AnswerForm(StampForm):
    """The answer of the program next to the token."""

    answer = FileField("Tệp trả lời (.json)")


class SealForm(StampForm):
    """The passphrase of the office's key, asked at each sealing."""

    passphrase = PasswordField("Mật khẩu hoặc mã PIN của khóa cơ quan", validators=[REQUIRED])


class VerifyForm(Form):
    """Any PDF."""

    file = FileField("Tệp PDF")


class OwnerForm(Form):
    """Whose it is: "p:3" a person, "a:2" a person in one capacity, "i:1" an office."""

    owner = Choice("Của ai", required=True)

    def offer(self, owners: list[tuple[str, str]]) -> None:
        """Name the people and offices to choose from."""
        self.owner.choices = [("", "– Chọn –"), *owners]


class CertificateForm(OwnerForm):
    """A certificate to bind."""

    file = FileField("Tệp chứng thư số (.cer, .crt, .pem)")


class PictureForm(OwnerForm):
    """The picture of a signature or a seal."""

    picture = FileField("Ảnh PNG nền trong suốt")


class SealKeyForm(OwnerForm):
    """An office's encrypted key file."""

    file = FileField("Tệp khóa (.p12, .pfx)")
    passphrase = PasswordField("Mật khẩu của tệp khóa", validators=[REQUIRED])


class DigitiseForm(StampForm):
    """Paper that becomes an electronic copy."""

    form = Choice("Hình thức sao", [(code, kind.name) for code, kind in COPY_CODES.items()], required=True)
    original = Line(
        "Sao từ văn bản", required=True, most=300, description="Tên loại, số, ký hiệu, ngày, cơ quan, trích yếu."
    )
    file = FileField("Bản quét (PDF)", description="Ảnh màu, từ 200 dpi, tỷ lệ 100%, PDF 1.4 trở lên.")
    authority_id = Choice("Người quyết định sao", required=True)
    recipients = Lines("Nơi nhận bản sao", required=True, most=2000, description="Mỗi nơi một dòng.")
    passphrase = PasswordField("Mật khẩu hoặc mã PIN của khóa cơ quan", validators=[REQUIRED])

    def offer(self, authorities: Iterable[SigningAuthority]) -> None:
        """Who may decide today."""
        self.authority_id.choices = as_choices([("", "– Chọn –"), *((str(a.id), signer_words(a)) for a in authorities)])
