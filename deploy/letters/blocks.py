"""Parts of particular letters: a decision's opening, two parties, minutes, confirmations, what is attached."""

from deploy.letters.frame import (
    SIGNATURE_COLUMNS,
    TEXT_WIDTH,
    attached_head,
    command,
    control,
    line,
    loop,
    new_section,
    paragraph,
    row,
    run,
    table,
    when,
)

HALVES = (TEXT_WIDTH // 2, TEXT_WIDTH - TEXT_WIDTH // 2)


def decision_opening(words: str) -> str:
    """Who decides, on what grounds, and the word of command: "QUYẾT ĐỊNH:" (Mẫu 1.1 to 1.3)."""
    return (
        line("Thẩm quyền ban hành", "{{ tham_quyen|upper }}")
        + loop("Căn cứ", "dong", "can_cu", "{{ dong }}")
        + line("Thẩm quyền ban hành", words)
    )


def bare_title() -> str:
    """Tên loại with a rule below it and no subject (Mẫu 1.8, 1.10)."""
    return line("Tên loại", "{{ ten_loai }}") + line("Kẻ ngắn", "")


def labelled(label: str, value: str) -> str:
    """A line of the form "Thời gian: …"."""
    return line("Nội dung", f"{label}: {value}")


def attached(title: str, subject: str, *body: str, by: str = "co_quan.ten|join(' ')") -> str:
    """A document issued with the decision, on pages of its own (Mẫu 1.3)."""
    return (
        new_section()
        + attached_head()
        + line("Tên loại", title)
        + line("Trích yếu", subject)
        + issued_with("Quyết định", by)
        + "".join(body)
    )


def appendix(title: str, *body: str, letter: str, by: str) -> str:
    """An appendix on pages of its own (Mẫu 2.1)."""
    return (
        new_section()
        + line("Phụ lục", "Phụ lục")
        + line("Tiêu đề phụ lục", title)
        + issued_with(letter, by)
        + "".join(body)
    )


def issued_with(letter: str, by: str, notation: str = "{{ ky_hieu }}") -> str:
    """What an appendix or an attached document came with: "(Kèm theo Kế hoạch số 43/KH-LMHTX ngày … của …)"."""
    number = run(f"(Kèm theo {letter} số ") + control("so", "Số", 1003) + run(f"/{notation} ")
    issued = number + control("ngay", "Ngày", 1004) + run(f" của {by})")
    return paragraph("Kèm theo", issued) + line("Kẻ ngắn", "")


def minutes_signatures() -> str:
    """The secretary on the left, the chair on the right, the receivers below (Mẫu 1.9)."""
    secretary = line("Quyền hạn, chức vụ", "THƯ KÝ") + line("Họ tên người ký", "{{ thu_ky }}")
    chair = line("Quyền hạn, chức vụ", "CHỦ TỌA") + line("Họ tên người ký", "{{ nguoi_ky.ho_ten }}")
    receivers = line("Nơi nhận", "Nơi nhận:") + loop("Danh sách nơi nhận", "noi", "noi_nhan", "- {{ noi }}")
    columns = SIGNATURE_COLUMNS
    end = table(columns, row([receivers, command("")], columns), gap_above=True)
    return table(HALVES, row([secretary, chair], HALVES), gap_above=True) + end


def confirmation(words: str) -> str:
    """A place below the signatures where somebody else confirms (Mẫu 1.10)."""
    columns = SIGNATURE_COLUMNS
    left = line("Xác nhận", words) + line("Xác nhận", "(Chữ ký, dấu)")
    return table(columns, row([left, command("")], columns), gap_above=True)


def party(key: str, name: str) -> str:
    """One party of a contract: its name, and what is known of it, a line each."""
    known = (
        ("dia_chi", "Địa chỉ"), ("dien_thoai", "Điện thoại"), ("ma_so_thue", "Mã số thuế"),
        ("tai_khoan", "Tài khoản"), ("dai_dien", "Đại diện"),
    )  # fmt: skip
    lines = (when(f"{key}_{part}", labelled(words, f"{{{{ {key}_{part} }}}}")) for part, words in known)
    return line("Khoản 1 có tiêu đề", f"{name}: {{{{ {key}_ten }}}}") + "".join(lines)


def parties_signatures() -> str:
    """Two columns: the representative of party A, who signs for this office, and of party B."""
    ours = line("Quyền hạn, chức vụ", "ĐẠI DIỆN BÊN A")
    ours += loop("Quyền hạn, chức vụ", "dong", "nguoi_ky.quyen_han", "{{ dong }}")
    ours += line("Họ tên người ký", "{{ nguoi_ky.ho_ten }}")
    theirs = line("Quyền hạn, chức vụ", "ĐẠI DIỆN BÊN B")
    theirs += loop("Quyền hạn, chức vụ", "dong", "ben_b_chuc_vu", "{{ dong|upper }}")
    theirs += line("Họ tên người ký", "{{ ben_b_nguoi_ky }}")
    return table(HALVES, row([ours, theirs], HALVES), gap_above=True)
