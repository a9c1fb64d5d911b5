"""The form of a new token."""

from datetime import timedelta

from intranet.api.rules import SCOPE_LABELS
from intranet.core.clock import today
from intranet.web.forms import Checks, Day, Form, Line

USUAL_LIFE = timedelta(days=90)


class TokenForm(Form):
    """What it is for, what it may do, until when."""

    name = Line("Dùng để làm gì", required=True, most=100, description="Ví dụ: Phần mềm kế toán in tờ trình.")
    scopes = Checks("Được làm", [(scope.value, label) for scope, label in SCOPE_LABELS.items()])
    expires_on = Day("Hết hạn sau ngày", required=True, description="Chậm nhất một năm; mã hết hạn tự ngừng.")

    @classmethod
    def fresh(cls) -> "TokenForm":
        """The form with its usual end."""
        return cls(formdata=None, data={"expires_on": today() + USUAL_LIFE})
