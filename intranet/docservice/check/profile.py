"""What a letter is compared with: the decree's ranges, and what an office chose within them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from intranet.docservice.check.rules import RULES
from intranet.docservice.errors import DocError
from intranet.docservice.nd30 import COMPONENTS, FIRST_LINE_INDENTS, PAGE, VERSION, ComponentRule, PageRule

SIDES = ("top", "bottom", "left", "right")
# Chosen together: sizes go up and down together (PL I, phần I, V, chú thích 1), a title and its subject look alike.
SIZE_GROUPS: dict[str, tuple[str, ...]] = {
    "dau": ("quoc_hieu", "tieu_ngu", "dia_danh_ngay"),
    "co_quan": ("co_quan_chu_quan", "co_quan_ban_hanh"),
    "ten_loai": ("ten_loai", "trich_yeu"),
    "trich_yeu_cong_van": ("trich_yeu_cong_van",),
    "noi_dung": ("can_cu", "noi_dung", "kinh_gui"),
    "chu_ky": ("quyen_han", "ho_ten"),
    "so_trang": ("so_trang",),
}
# The sizes each group may have, one for each of its components.
SIZE_CHOICES: dict[str, dict[str, tuple[float, ...]]] = {
    "dau": {"13, 14, 14": (13, 14, 14), "12, 13, 13": (12, 13, 13)},
    "co_quan": {"13": (13, 13), "12": (12, 12)},
    "ten_loai": {"14": (14, 14), "13": (13, 13)},
    "trich_yeu_cong_van": {"13": (13,), "12": (12,)},
    "noi_dung": {"14": (14, 14, 14), "13": (13, 13, 13)},
    "chu_ky": {"14": (14, 14), "13": (13, 13)},
    "so_trang": {"14": (14,), "13": (13,)},
}


@dataclass(frozen=True)
class Profile:
    """A version of the rules; `departures` are codes an organisation under Điều 2.2 marks as its own: notes.

    Within the decree's ranges an office may have chosen one value: another one that the decree allows is then a
    should. `names` are the office's own, `slips` what its people often write wrongly, with what is right.
    """

    id: str
    version: str
    page: PageRule
    components: dict[str, ComponentRule]
    departures: frozenset[str] = field(default_factory=frozenset)
    names: tuple[str, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()
    sizes: Mapping[str, float] = field(default_factory=dict)
    margins: Mapping[str, float] = field(default_factory=dict)
    indent: float | None = None

    @property
    def has_choices(self) -> bool:
        """Was anything chosen that changes how a letter is printed?"""
        return bool(self.sizes or self.margins or self.indent)


ND30_2020 = Profile("nd30-2020", VERSION, PAGE, {rule.id: rule for rule in COMPONENTS})
PROFILES = {ND30_2020.id: ND30_2020}


@dataclass(frozen=True)
class Choices:
    """An office's choices as it states them: `sizes` group → key of SIZE_CHOICES, `margins` side → mm, `indent` cm."""

    sizes: Mapping[str, str] = field(default_factory=dict)
    margins: Mapping[str, int] = field(default_factory=dict)
    indent: float | None = None
    departures: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()


def office_profile(choices: Choices) -> Profile:
    """The decree with an office's choices; DocError choice_outside when one lies outside the decree's range."""
    sizes: dict[str, float] = {}
    for group, key in choices.sizes.items():
        if key not in SIZE_CHOICES.get(group, {}):
            raise DocError("choice_outside", what=f"cỡ chữ {key}")
        sizes |= dict(zip(SIZE_GROUPS[group], SIZE_CHOICES[group][key], strict=True))
    for side, millimetres in choices.margins.items():
        low, high = getattr(PAGE, side) if side in SIDES else (0, 0)
        if not low <= millimetres <= high:
            raise DocError("choice_outside", what=f"lề {millimetres} mm")
    if choices.indent is not None and choices.indent not in FIRST_LINE_INDENTS:
        raise DocError("choice_outside", what=f"lùi đầu dòng {choices.indent} cm")
    if unknown := set(choices.departures) - set(RULES):
        raise DocError("choice_outside", what=f"quy tắc {sorted(unknown)[0]}")
    return replace(
        ND30_2020,
        departures=frozenset(choices.departures),
        names=choices.names,
        slips=choices.slips,
        sizes=sizes,
        margins=dict(choices.margins),
        indent=choices.indent,
    )
