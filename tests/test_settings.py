"""The machine's settings: what is written is understood, or named with the place where it is wrong."""

from pathlib import Path

import pytest

from intranet.settings import SettingsError, load_settings, write_fresh_settings

KEY = f'secret_key = "{"x" * 40}"\n'


def written(folder: Path, words: str) -> Path:
    (folder / "settings.toml").write_text(KEY + words, encoding="utf-8")
    return folder


def test_fresh_settings_start_without_mail(tmp_path: Path) -> None:
    write_fresh_settings(tmp_path)
    settings = load_settings(tmp_path)
    assert not settings.mail.is_set_up and settings.address == ""
    assert settings.first_office["plain"] == "Liên minh Hợp tác xã thành phố Hải Phòng"


def test_a_mail_server_is_read(tmp_path: Path) -> None:
    words = (
        'address = "https://noibo.vn"\n[mail]\nserver = "mail.vn"\nport = 465\nsecurity = "tls"\nsender = "a@b.vn"\n'
    )
    settings = load_settings(written(tmp_path, words))
    assert settings.mail.is_set_up and (settings.mail.port, settings.mail.security) == (465, "tls")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("[mail]\nsever = 'mail.vn'", "sever is not a setting"),
        ("[mail]\nport = '25'", "port must be of type int"),
        ("[mail]\nsecurity = 'ssl'", "security must be one of starttls, tls, none"),
        ("port = 25", "port is not a setting"),
        ("timestamp_address = 'tsa.vn'", "timestamp_address must begin with http"),
        ("session_hours = 'twelve'", "session_hours must be of type int"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, words: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        load_settings(written(tmp_path, words))
