"""A letter as its components: which lines are its Quốc hiệu, its number, its body, its signature …"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from intranet.docservice.check.lines import Line, Paragraph, columns_of
from intranet.docservice.check.reading import Reading
from intranet.docservice.nd30 import LetterType

Kind = Literal["van_ban", "kem_theo", "phu_luc"]

COMPONENT_NAMES = {
    "trang": "Trang giấy", "quoc_hieu": "Quốc hiệu", "tieu_ngu": "Tiêu ngữ", "co_quan_chu_quan": "Cơ quan chủ quản",
    "co_quan_ban_hanh": "Cơ quan ban hành", "so_ky_hieu": "Số, ký hiệu", "dia_danh_ngay": "Địa danh, thời gian",
    "ten_loai": "Tên loại", "trich_yeu": "Trích yếu", "trich_yeu_cong_van": "Trích yếu công văn", "can_cu": "Căn cứ",
    "noi_dung": "Nội dung", "muc_I": "Mục I", "quyen_han": "Quyền hạn, chức vụ", "ho_ten": "Họ tên người ký",
    "kinh_gui": "Kính gửi", "noi_nhan": "Nơi nhận", "danh_sach_noi_nhan": "Danh sách nơi nhận", "so_trang": "Số trang",
    "phu_luc": "Phụ lục", "tieu_de_phu_luc": "Tên phụ lục", "chi_dan_phu_luc": "Chỉ dẫn kèm theo",
    "dau_chi": "Dấu chỉ mức độ",
    "tham_quyen": "Thẩm quyền ban hành", "khac": "Phần khác",
}  # fmt: skip


@dataclass
class RuleLine:
    """A rule under a component: how it was made, its length in points, solid or not, and where it can be set."""

    made_of: str
    length: float | None
    solid: bool = True
    paragraph: Paragraph | None = None


@dataclass
class BodyLine:
    """A paragraph of the body: what level it is and its number there."""

    line: Line
    kind: str
    number: str = ""
    mark: str = ""


@dataclass
class Letter:
    """What was found in a file, and what could not be seen."""

    reading: Reading
    kind: Kind = "van_ban"
    type: LetterType | None = None
    parts: dict[str, list[Line]] = field(default_factory=dict)
    rules: dict[str, list[RuleLine]] = field(default_factory=dict)
    body: list[BodyLine] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    signs: int = 0
    not_seen: list[str] = field(default_factory=list)
    title_line: str = ""

    def lines(self, component: str) -> list[Line]:
        return self.parts.get(component, [])

    def has(self, component: str) -> bool:
        return bool(self.parts.get(component))

    @cached_property
    def told(self) -> list[tuple[Line, str]]:
        """Every line of the file with its component ("khac" for none), one set in columns as its columns.

        Asked for once all components are found.
        """
        names = {id(line.paragraph): name for name, lines in self.parts.items() for line in lines}
        columns = [(line, name) for name, lines in self.parts.items() for line in lines if line.side]
        shared = {id(line.paragraph) for line, _ in columns}
        found: list[tuple[Line, str]] = []
        for line in self.reading.lines:
            if id(line.paragraph) not in shared:
                found.append((line, names.get(id(line.paragraph), "khac")))
            else:
                known = [(one, name) for one, name in columns if one.paragraph is line.paragraph]
                for part in columns_of(line):
                    found.append(next(((one, name) for one, name in known if _is_same(one, part)), (part, "khac")))
        return found

    @property
    def type_id(self) -> str:
        return self.type.id if self.type is not None else ""

    @property
    def is_official(self) -> bool:
        return self.type_id == "cong_van"


def _is_same(one: Line, other: Line) -> bool:
    """The same column of the same line, cut out twice."""
    return one.text == other.text and [id(p.run) for p in one.pieces] == [id(p.run) for p in other.pieces]
