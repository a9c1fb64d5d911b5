"""The keys of the demonstration office: an authority only this machine trusts, certificates, a signature, a seal."""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from intranet.commands.demo_plans import Cast
from intranet.docservice.signing.demonstration import Authority, pem
from intranet.signatures import service
from intranet.signatures.office_trust import trust_folder

SIGNER = "phochutich"
BLUE, RED = (28, 63, 160, 255), (208, 22, 27, 255)


def load_keys(cast: Cast, password: str) -> Authority:
    """Bind a key to the deputy chairman and give the office its own; both files open with the demonstration's password.

    The signer's file goes to instance/demo-keys: it stands for his token, which no server holds. Gives the authority,
    whose certificates others bear, too.
    """
    authority = Authority("CA minh họa, không dùng thật")
    signer, admin = cast.people[SIGNER], cast.people["quantri"]
    issuer = signer.department.issuer
    _write(trust_folder() / "ca-minh-hoa.pem", pem(authority.certificate))
    _write(trust_folder() / "ca-minh-hoa.crl", authority.revocation_list())
    holder = authority.issue(signer.name)
    _write(trust_folder().parent / "demo-keys" / f"{SIGNER}.p12", holder.pkcs12(password))
    service.bind_certificate(signer, pem(holder.certificate), admin)
    service.keep_seal_key(issuer, authority.issue(issuer.name).pkcs12(password), password, admin)
    service.keep_picture(signer, BytesIO(_signature()), admin)
    service.keep_picture(issuer, BytesIO(_seal()), admin)
    return authority


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)


def _signature() -> bytes:
    drawing = Image.new("RGBA", (600, 280), (0, 0, 0, 0))
    line = [(30, 190), (120, 60), (170, 210), (230, 90), (280, 200), (350, 110), (420, 190), (570, 120)]
    ImageDraw.Draw(drawing).line(line, fill=BLUE, width=10, joint="curve")
    return _png(drawing)


def _seal() -> bytes:
    drawing = Image.new("RGBA", (480, 480), (0, 0, 0, 0))
    pen = ImageDraw.Draw(drawing)
    pen.ellipse((6, 6, 474, 474), outline=RED, width=10)
    pen.ellipse((110, 110, 370, 370), outline=RED, width=5)
    pen.regular_polygon((240, 240, 70), 5, fill=RED)
    return _png(drawing)


def _png(drawing: Image.Image) -> bytes:
    kept = BytesIO()
    drawing.save(kept, "PNG")
    return kept.getvalue()
