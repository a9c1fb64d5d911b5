"""What a personal token allows: a token acts as its person and never does more; read this first."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from intranet.accounts.rules import is_admin
from intranet.core.permissions import Permission


class Scope(StrEnum):
    """What a program may do with a token."""

    TEMPLATES = "templates"
    RENDER = "render"
    MERGE = "merge"
    CHECK = "check"


SCOPE_LABELS = {
    Scope.TEMPLATES: "Xem danh sách mẫu, các mục và ví dụ của mẫu",
    Scope.RENDER: "Làm văn bản từ mẫu (Word, PDF)",
    Scope.MERGE: "Ghép hàng loạt từ bảng Excel",
    Scope.CHECK: "Kiểm tra và sửa thể thức tệp Word",
}
LONGEST_LIFE = timedelta(days=366)
MOST_TOKENS = 20


def _own(person: Any, token: Any) -> bool:
    return bool(token.person_id == person.id)


def _own_or_admin(person: Any, token: Any) -> bool:
    return _own(person, token) or is_admin(person)


def _person_in_office(person: Any, thing: Any) -> bool:
    """Whoever may draft letters in the browser may do so by a program, once the first password is his own."""
    return not person.must_change_password


_FIRST_PASSWORD = "Chủ mã truy cập chưa đổi mật khẩu lần đầu."

PERMISSIONS = {
    "token.list": Permission(lambda person, _: True),
    "token.make": Permission(lambda person, _: True),
    "token.revoke": Permission(_own_or_admin, "Chỉ chủ mã truy cập và người quản trị thu hồi được mã này."),
    "token.list_all": Permission(lambda person, _: is_admin(person), "Chỉ người quản trị xem mã của mọi người."),
    "api.read": Permission(lambda person, _: True),
    **{f"api.{scope}": Permission(_person_in_office, _FIRST_PASSWORD) for scope in Scope},
    "api.rendering": Permission(_own, "Bản này do người khác yêu cầu."),
}
