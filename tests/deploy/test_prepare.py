"""What a start puts into an empty database: known passwords only where nobody else can try them."""

from pathlib import Path

from intranet.core.db import db, session
from tests.support.office import make_app


def test_an_office_that_others_reach_gets_no_known_passwords_and_is_warned_of_those_it_has(tmp_path: Path) -> None:
    app = make_app(tmp_path)

    def prepare(host: str) -> str:
        result = app.test_cli_runner().invoke(args=["prepare", "--host", host])
        assert result.exit_code == 0, result.output
        return result.stdout

    assert prepare("0.0.0.0") == ""
    loaded = prepare("127.0.0.1")
    assert loaded.startswith("Đã nạp cơ quan minh họa.") and "vanthu" in loaded and "CHÚ Ý" not in loaded
    again = prepare("::1")
    assert again.startswith("Cơ sở dữ liệu đã có người dùng: giữ nguyên.") and "vanthu" in again
    outside = prepare("0.0.0.0")
    assert "vanthu" in outside and "mật khẩu ai cũng biết" in outside
    with app.app_context():
        session.remove()
        db.engine.dispose()
