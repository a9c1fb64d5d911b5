"""What the document service can refuse: codes, each with its Vietnamese words, in one table."""

WORDS: dict[str, str] = {
    # Templates and facts.
    "unknown_template": "Không có mẫu “{template}”. Các mẫu hiện có: {known}.",
    "broken_template": "Mẫu “{template}” chưa dùng được: {problems}",
    "wrong_facts": "Nội dung chưa đủ hoặc chưa đúng: {problems}",
    "missing_name": "Mẫu “{template}” có chỗ điền “{name}” mà biểu mẫu không có. Hãy sửa tên ấy trong tệp mẫu.",
    "forbidden_in_template": "Mẫu “{template}” chứa lệnh không được phép: {detail}. Hãy xoá lệnh ấy khỏi tệp mẫu.",
    "template_syntax": "Mẫu “{template}” viết sai câu lệnh: {detail}. Hãy sửa trong tệp mẫu.",
    "unreadable_template": "Tệp mẫu “{template}” không đọc được. Hãy mở tệp bằng Word và lưu lại dạng .docx.",
    "missing_style": "Mẫu “{template}” thiếu kiểu “{style}”. Hãy chép kiểu ấy từ một mẫu khác.",
    # Files of facts on the command line.
    "facts_not_found": "Không tìm thấy tệp “{path}”.",
    "facts_unreadable": "Tệp “{path}” không phải là {format} đúng: {detail}",
    "facts_wrong_kind": "Tệp “{path}” phải có đuôi .json hoặc .toml và chứa một bảng tên – giá trị.",
    "cannot_write": "Không ghi được tệp “{path}”: {detail}",
}


class DocError(Exception):
    """A refusal of the document service: `code` for the program, `sentence` for the person.

    `DocError("missing_name", template="ke_hoach", name="trich_yeu")`; the words fill the sentence of WORDS.
    """

    def __init__(self, code: str, **words: object) -> None:
        self.code = code
        self.words = words
        self.sentence = WORDS[code].format(**words)
        super().__init__(self.sentence)
