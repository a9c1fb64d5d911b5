"""What the office still lacks before it can work, each with the page where it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from intranet.accounts import queries
from intranet.accounts.models import Issuer
from intranet.accounts.queries import PeopleFilter
from intranet.accounts.rules import HEADS_SIGN_AS, Role, holds_on
from intranet.core.db import session
from intranet.core.history import history_of

GUESSED = "guess_name"  # the act by which the program itself named an issuer; a person's `rename_issuer` settles it


@dataclass(frozen=True)
class Lack:
    """A sentence and the endpoint of the page where it is mended; no page for what is done outside the browser."""

    sentence: str
    page: str = ""
    at: Mapping[str, int] = field(default_factory=dict)


# Features above add a question here: what they still need on a day, for the page Quản trị.
ALSO_LACKING: list[Callable[[date], list[Lack]]] = []


def lacks(day: date) -> list[Lack]:
    """What the office needs before it can work, in the order in which it is done."""
    own = [*_guessed_names(), *_of_departments(), *_of_people(day)]
    return [*own, *(lack for lacks_of_feature in ALSO_LACKING for lack in lacks_of_feature(day))]


def _guessed_names() -> list[Lack]:
    acts = (GUESSED, "rename_issuer")
    return [
        Lack(
            f"Tên «{issuer.name}» do máy đoán từ chữ in hoa: xem lại, sửa nếu sai rồi bấm Lưu.",
            "accounts.rename_issuer",
            {"issuer_id": issuer.id},
        )
        for issuer in session.scalars(select(Issuer).order_by(Issuer.position))
        if next((line.act for line in history_of(issuer) if line.act in acts), "") == GUESSED
    ]


def _of_departments() -> list[Lack]:
    departments, heads = queries.open_departments(), queries.heads_by_department()
    found = []
    if not any(unit.is_office for unit in departments):
        found.append(Lack("Chưa có đơn vị nào là Văn phòng: đơn vị theo dõi mọi kế hoạch.", "accounts.departments"))
    headless = [unit for unit in departments if unit.id not in heads]
    if headless:
        words = f"Chưa ghi trưởng đơn vị: {', '.join(unit.short_name for unit in headless)}."
        found.append(
            Lack(words, "accounts.set_heads", {"department_id": headless[0].id})
            if len(headless) == 1
            else Lack(words, "accounts.departments")
        )
    return found


def _of_people(day: date) -> list[Lack]:
    found = []
    if not queries.people(PeopleFilter(role=Role.LEADER)):
        found.append(Lack("Chưa có lãnh đạo để lập kế hoạch, xác nhận kết quả.", "accounts.people"))
    if not {one.capacity for one in queries.authorities(day) if holds_on(one, day)} & HEADS_SIGN_AS:
        found.append(Lack("Chưa giao quyền ký cho người đứng đầu.", "accounts.give_authority"))
    if not queries.people(PeopleFilter(role=Role.CLERK)):
        found.append(Lack("Chưa có văn thư để cấp số và phát hành.", "accounts.people"))
    return found
