"""What goes over the line to a mail server says every word that was written."""

import random
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage

from intranet.core.mail import ON_THE_LINE, megabytes

WORDS = ["tập", "huấn", "chuyển", "đổi", "số", "năm", "2026", "kế", "hoạch", "UBND", "về", "việc", "43/KH-LMHTX:"]


def over_the_line(message: EmailMessage) -> EmailMessage:
    return message_from_bytes(message.as_bytes(policy=ON_THE_LINE), policy=policy.default)  # type: ignore[return-value]


def test_no_word_and_no_blank_of_subjects_and_names_is_lost() -> None:
    chance = random.Random(1)
    for _ in range(200):
        words = " ".join(["Kế", *(chance.choice(WORDS) for _ in range(chance.randint(1, 25)))])
        message = EmailMessage()
        message["Subject"] = words
        message["To"] = Address(words, addr_spec="vanthu@example.vn")
        lines = message.as_bytes(policy=ON_THE_LINE).split(b"\r\n\r\n")[0].split(b"\r\n")
        assert max(map(len, lines)) <= 78
        came = message_from_bytes(b"\r\n".join(lines))  # the plain reading of RFC 2047
        assert str(make_header(decode_header(came["Subject"].replace("\r\n", "")))) == words
        assert str(make_header(decode_header(came["To"].replace("\r\n", "")))) == f"{words} <vanthu@example.vn>"


def test_plain_headers_and_names_of_files_come_as_they_are() -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = "Test", '"Nguyen, Ba" <ba@example.vn>'
    names = ["43-QĐ-LMHTX.pdf", "Phụ lục số 1, danh sách các hợp tác xã được hỗ trợ năm 2026 (bản cuối).xlsx"]
    for name in names:
        message.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    came = over_the_line(message)
    assert (came["Subject"], came["From"].addresses[0].display_name) == ("Test", "Nguyen, Ba")
    assert [part.get_filename() for part in came.iter_attachments()] == names


def test_sizes_as_people_read_them() -> None:
    assert [megabytes(count) for count in (1_240_000, 34_000_000)] == ["1,2 MB", "34,0 MB"]
