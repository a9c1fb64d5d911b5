"""What people do with their own account."""

from intranet.accounts.models import Person
from intranet.accounts.passwords import hash_password, is_right, weakness
from intranet.core import history
from intranet.core.errors import Invalid, Refused


def change_password(person: Person, current: str, new: str) -> None:
    """Set the person's own new password; every other device is signed out.

    Raises Invalid naming the field: `current_password` (not the right one) or `new_password` (too weak, or the same).
    """
    if not is_right(person.password_hash, current):
        raise Invalid("Mật khẩu hiện tại không đúng.", field="current_password")
    _set_password(person, new)


def set_first_password(person: Person, new: str) -> None:
    """Replace the password somebody was given, right after he signed in with it.

    Raises Invalid (too weak, or the given one again) and Refused when the account has its own password already.
    """
    if not person.must_change_password:
        raise Refused("Tài khoản này đã có mật khẩu riêng.", "Hãy đổi mật khẩu ở mục Tài khoản của tôi.")
    _set_password(person, new)


def _set_password(person: Person, new: str) -> None:
    if is_right(person.password_hash, new):
        raise Invalid("Mật khẩu mới phải khác mật khẩu đang dùng.", field="new_password")
    weak = weakness(new, person.username)
    if weak:
        raise Invalid(weak, field="new_password")
    person.password_hash = hash_password(new)
    person.must_change_password = False
    person.session_epoch += 1
    history.record(person, person, "change_password", "đã đổi mật khẩu")


def sign_out_elsewhere(person: Person) -> None:
    """End every session of the person; the caller signs the present one in again."""
    person.session_epoch += 1
    history.record(person, person, "sign_out_elsewhere", "đã đăng xuất khỏi mọi thiết bị khác")


def edit_profile(person: Person, *, phone: str, email: str) -> None:
    """Set what a person keeps up to date himself; name, post and department are the admin's."""
    if (person.phone, person.email) == (phone, email):
        return
    person.phone, person.email = phone, email
    history.record(person, person, "edit_profile", "đã sửa thông tin liên hệ của mình")
