"""Templates and facts for the tests of letters: the project's own, and small ones made on the spot."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from deploy.letters.frame import head, line, package
from intranet.docservice.catalogue import Catalogue, Template, load_catalogue
from intranet.docservice.fields import Field, read_field
from intranet.docservice.nd30 import LETTER_TYPES

DOCTEMPLATES = Path(__file__).parents[2] / "doctemplates"

HEAD_FIELDS = """
[[fields]]
key = "co_quan"
kind = "office"
label = "Cơ quan"
[[fields]]
key = "so"
kind = "letter_number"
label = "Số"
[[fields]]
key = "ngay"
kind = "letter_date"
label = "Ngày"
[[fields]]
key = "nguoi_ky"
kind = "signer"
label = "Người ký"
"""


@cache
def own_catalogue() -> Catalogue:
    """The templates of the project."""
    return load_catalogue(DOCTEMPLATES)


def own_template(template_id: str) -> Template:
    """One of the project's templates."""
    return own_catalogue().get(template_id)


def read_fields(toml: str) -> tuple[Field, ...]:
    """The fields of a template.toml; they must be sound."""
    problems: list[str] = []
    fields = tuple(field for table in tomllib.loads(toml)["fields"] if (field := read_field(table, problems)))
    assert not problems, problems
    return fields


def small_template(*paragraphs: str, fields: str = "", letter_type: str = "ke_hoach") -> Template:
    """A template with the usual head; `paragraphs` are texts of its body, `fields` more [[fields]] of its form."""
    return Template(
        id="mau_thu",
        title="Mẫu thử",
        letter_type=LETTER_TYPES[letter_type],
        order=1,
        revision=f"{hash((paragraphs, fields)):x}",
        fields=read_fields(HEAD_FIELDS + fields),
        sections=(),
        docx=package(head(), *(line("Nội dung", text) for text in paragraphs)),
        example={},
    )


def field(key: str, kind: str, label: str = "", more: str = "") -> str:
    """A [[fields]] table."""
    return f'[[fields]]\nkey = "{key}"\nkind = "{kind}"\nlabel = "{label or key}"\n{more}\n'


OFFICE = {"ten": "Liên minh Hợp tác xã", "ky_hieu": "LMHTX", "dia_danh": "Hải Phòng"}


def facts_of(template: Template, **changes: Any) -> dict[str, Any]:
    """The example's facts with some of them changed."""
    return template.example | changes
