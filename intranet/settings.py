"""The machine's own settings, read from instance/settings.toml; the office's names live in the database."""

import os
import secrets
import sys
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """The program cannot start; the message names what is missing or wrong."""


MAIL_SECURITY = ("starttls", "tls", "none")


@dataclass(frozen=True)
class MailSettings:
    """The mail server this machine hands its letters to; without a server or a sender there is no mail."""

    server: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = ""
    sender: str = ""
    ca_file: str = ""
    largest_mb: int = 10

    @property
    def is_set_up(self) -> bool:
        return bool(self.server and self.sender)


@dataclass(frozen=True)
class Settings:
    """Everything that may differ from one machine to another."""

    secret_key: str
    instance: Path
    database_url: str = ""
    max_upload_mb: int = 64
    session_hours: int = 12
    secure_cookies: bool = False
    trusted_proxies: int = 0
    address: str = ""
    timestamp_address: str = ""
    word_inside_pdf: bool = False
    mail: MailSettings = MailSettings()
    first_office: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> str:
        """The database's address; SQLite under the instance folder unless another is named."""
        return self.database_url or f"sqlite:///{self.instance / 'intranet.sqlite3'}"

    @property
    def files_folder(self) -> Path:
        return self.instance / "files"

    @property
    def previews_folder(self) -> Path:
        """Pages of drafts, drawn anew at any time: neither kept nor backed up."""
        return self.instance / "previews"

    @property
    def fonts_folder(self) -> Path:
        return self.instance / "fonts"

    @property
    def templates_folder(self) -> Path:
        return PROJECT / "doctemplates"

    @property
    def layouts_folder(self) -> Path:
        """What only goes with a letter: copies, appendices in files of their own."""
        return PROJECT / "intranet" / "docservice" / "layouts"


FRESH = """\
# Written at the first start; kept afterwards. Restart after a change.
secret_key = "{secret_key}"

# database_url = "postgresql://intranet@/intranet"   # empty: SQLite in this folder
max_upload_mb = 64          # the largest file a person may send, in MB
session_hours = 12          # after so many hours without a click a person signs in again
secure_cookies = false      # true as soon as the address begins with https
trusted_proxies = 0         # 1 behind nginx
address = ""                # what people type to come here, "https://noibo.lmhtx.vn": links in mail and calendars
timestamp_address = ""      # the time stamping authority (RFC 3161) asked when the office signs; empty: no time stamps
word_inside_pdf = false     # letters signed with keys: true puts the checked Word file inside the PDF (PDF/A-3b)

# Without a server and a sender no mail is sent; everything is on the bell in the page all the same.
[mail]
server = ""                 # "mail.haiphong.gov.vn"
port = 587
security = "starttls"       # or "tls" (mostly port 465), or "none"
user = ""                   # empty: the server asks for no name
password = ""
sender = ""                 # "noibo@lmhtx.vn"
ca_file = ""                # the certificate (.pem) of an authority of your own that signed the server's; mostly empty
largest_mb = 10             # the largest mail that the server takes, in MB; letters go out with their PDF

# Only the first, empty database reads this; later the names are edited in the browser.
[first_office]
name = "LIÊN MINH HỢP TÁC XÃ\\nTHÀNH PHỐ HẢI PHÒNG"   # as at the head of letters
plain = "Liên minh Hợp tác xã thành phố Hải Phòng"      # the same as in a sentence; change both
symbol = "LMHTX"
place = "Hải Phòng"
"""


def instance_folder() -> Path:
    """The folder of everything that is this office's own."""
    return Path(os.environ.get("INTRANET_INSTANCE", PROJECT / "instance")).resolve()


def write_fresh_settings(instance: Path) -> Path:
    """Write settings.toml with safe values unless it is there; only its owner may read it."""
    instance.mkdir(parents=True, exist_ok=True)
    path = instance / "settings.toml"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(FRESH.format(secret_key=secrets.token_urlsafe(48)))
    return path


def load_settings(instance: Path | None = None) -> Settings:
    """Read the settings; raises SettingsError with the name of what is missing or of the wrong kind."""
    instance = instance or instance_folder()
    path = instance / "settings.toml"
    if not path.exists():
        raise SettingsError(f"{path} is missing: run `bash deploy/run.sh`, or `python -m intranet.settings`")
    with path.open("rb") as file:
        values: dict[str, Any] = tomllib.load(file)
    _check(path, Settings, values)
    values["mail"] = _mail(path, values.get("mail", {}))
    if len(values.get("secret_key", "")) < 32:
        raise SettingsError(f"{path}: secret_key is missing or shorter than 32 characters")
    stamps = values.get("timestamp_address", "")
    if stamps and not stamps.startswith(("http://", "https://")):
        raise SettingsError(f"{path}: timestamp_address must begin with http:// or https://")
    if "DATABASE_URL" in os.environ:
        values["database_url"] = os.environ["DATABASE_URL"]
    return Settings(instance=instance, **values)


def bare_settings(instance: Path | None = None) -> Settings:
    """What letters at the command line need on a machine that was never set up: no database, a key of the moment."""
    return Settings(secrets.token_urlsafe(48), instance or instance_folder(), database_url="sqlite://")


def needs_no_setting_up(instance: Path | None = None) -> bool:
    """Whether this is `flask doc …`, which works without a database, on a machine without settings.toml."""
    is_doc = "FLASK_RUN_FROM_CLI" in os.environ and "doc" in sys.argv[1:4]
    return is_doc and not ((instance or instance_folder()) / "settings.toml").exists()


def _mail(path: Path, values: dict[str, Any]) -> MailSettings:
    _check(path, MailSettings, values)
    mail = MailSettings(**values)
    if mail.security not in MAIL_SECURITY:
        raise SettingsError(f"{path}: [mail] security must be one of {', '.join(MAIL_SECURITY)}")
    if mail.ca_file and not Path(mail.ca_file).is_file():
        raise SettingsError(f"{path}: [mail] ca_file: there is no file {mail.ca_file}")
    return mail


def _check(path: Path, table: type, values: dict[str, Any]) -> None:
    kinds = {f.name: f.type for f in fields(table) if f.name != "instance"}
    for name, value in values.items():
        if name not in kinds:
            raise SettingsError(f"{path}: {name} is not a setting; known: {', '.join(sorted(kinds))}")
        if kinds[name] in (int, bool, str) and type(value) is not kinds[name]:
            raise SettingsError(f"{path}: {name} must be of type {getattr(kinds[name], '__name__', '')}")


if __name__ == "__main__":
    sys.stdout.write(f"{write_fresh_settings(instance_folder())}\n")
