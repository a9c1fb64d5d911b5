"""The form of the office's choices within the decree's ranges."""

from typing import Any

from intranet.checking.models import FormatProfile
from intranet.docservice.check.judging import points
from intranet.docservice.check.letter import COMPONENT_NAMES
from intranet.docservice.check.profile import SIDES, SIZE_CHOICES
from intranet.docservice.check.rules import RULES
from intranet.docservice.nd30 import FIRST_LINE_INDENTS, PAGE
from intranet.web.forms import Checks, Choice, Form, Lines

SIZE_LABELS = {
    "dau": "Quốc hiệu, Tiêu ngữ, địa danh",
    "co_quan": "Tên cơ quan",
    "ten_loai": "Tên loại, trích yếu",
    "trich_yeu_cong_van": "Trích yếu công văn (V/v)",
    "noi_dung": "Nội dung, căn cứ, Kính gửi",
    "chu_ky": "Chức vụ, họ tên người ký",
    "so_trang": "Số trang",
}
SIDE_LABELS = {"top": "Lề trên", "bottom": "Lề dưới", "left": "Lề trái", "right": "Lề phải"}


def _sizes(group: str) -> Choice:
    keys = [(key, key) for key in SIZE_CHOICES[group]]
    either = " hoặc ".join(SIZE_CHOICES[group])
    return Choice(SIZE_LABELS[group], [("", f"Theo Nghị định ({either})"), *keys], default="")


def _margin(side: str) -> Choice:
    low, high = getattr(PAGE, side)
    values = [(str(value), f"{value} mm") for value in range(low, high + 1)]
    return Choice(SIDE_LABELS[side], [("", f"{low}–{high} mm"), *values], default="")


def departure_groups() -> dict[str, list[tuple[str, str]]]:
    """The rules an organisation under Điều 2.2 may mark as its own, by component."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for rule in RULES.values():
        if rule.weight != "note":
            name = COMPONENT_NAMES.get(rule.code.partition(".")[0], "Chữ và chính tả")
            groups.setdefault(name, []).append((rule.code, rule.says))
    return groups


class ProfileForm(Form):
    """Sizes, margins, indent; what the office does otherwise on purpose; its names and its slips."""

    size_dau, size_co_quan, size_ten_loai = _sizes("dau"), _sizes("co_quan"), _sizes("ten_loai")
    size_trich_yeu_cong_van, size_noi_dung = _sizes("trich_yeu_cong_van"), _sizes("noi_dung")
    size_chu_ky, size_so_trang = _sizes("chu_ky"), _sizes("so_trang")
    margin_top, margin_bottom = _margin("top"), _margin("bottom")
    margin_left, margin_right = _margin("left"), _margin("right")
    indent = Choice(
        "Lùi đầu dòng",
        [("", "Theo Nghị định (1 hoặc 1,27 cm)"), *((f"{one:g}", f"{points(one)} cm") for one in FIRST_LINE_INDENTS)],
        default="",
    )
    departures = Checks("Quy tắc cơ quan làm khác", [(rule.code, rule.says) for rule in RULES.values()])
    departures_why = Lines(
        "Căn cứ làm khác", most=2000, description="Văn bản nào của cơ quan quy định khác, theo khoản 2 Điều 2."
    )
    names = Lines(
        "Tên riêng của cơ quan",
        most=5000,
        description="Mỗi dòng một tên, viết đúng như phải viết: Quỹ Hỗ trợ hợp tác xã.",
    )
    slips = Lines(
        "Từ hay viết sai", most=5000, description="Mỗi dòng: từ sai = từ đúng. Ví dụ: hợp tát xã = hợp tác xã."
    )

    def profile(self) -> FormatProfile:
        """The choices as a row that is not saved yet."""
        sizes = {group: value for group in SIZE_CHOICES if (value := self[f"size_{group}"].data)}
        margins = {side: int(value) for side in SIDES if (value := self[f"margin_{side}"].data)}
        return FormatProfile(
            sizes=sizes,
            margins=margins,
            indent=self.indent.data or "",
            departures=list(self.departures.data or ()),
            departures_why=self.departures_why.data or "",
            names=self.names.data or "",
            slips=self.slips.data or "",
        )


def shown(profile: FormatProfile | None) -> dict[str, Any]:
    """A saved version as the form shows it."""
    if profile is None:
        return {}
    return {
        **{f"size_{group}": key for group, key in profile.sizes.items()},
        **{f"margin_{side}": str(value) for side, value in profile.margins.items()},
        "indent": profile.indent,
        "departures": profile.departures,
        "departures_why": profile.departures_why,
        "names": profile.names,
        "slips": profile.slips,
    }
