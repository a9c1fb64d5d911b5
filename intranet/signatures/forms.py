"""What is sent about signatures: files from the token, a passphrase, certificates."""

from wtforms import FileField, PasswordField

from intranet.web.forms import REQUIRED, Choice, Form


class SignedFileForm(Form):
    """The letter as the token's own program gave it back."""

    file = FileField("Tệp PDF đã ký")


class AnswerForm(Form):
    """The answer of the program next to the token."""

    answer = FileField("Tệp trả lời (.json)")


class SealForm(Form):
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
