"""What programs send, read strictly: JSON against a model, a Word file, a form with a file."""

from typing import Annotated, Any, Literal, TypeVar

from flask import request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from intranet.api.routes.programs.operation import DOCX, JSON, Refusal

OCTETS = "application/octet-stream"
# What the library says, in the words of the house; anything else is "sai".
WRONG = {
    "missing": "Thiếu mục này.",
    "extra_forbidden": "Không có mục này.",
    "literal_error": "Chỉ nhận một trong các giá trị đã nêu.",
    "int_type": "Phải là số nguyên.",
    "dict_type": "Phải là một bảng tên – giá trị.",
    "string_type": "Phải là chữ.",
}


class Model(BaseModel):
    """Strict: 0 is no date, "1" is no number, and a name nobody knows is a mistake."""

    model_config = ConfigDict(strict=True, extra="forbid")


Facts = Annotated[dict[str, Any], Field(description="Các mục của mẫu, theo lược đồ của mẫu.")]
Year = Annotated[int, Field(ge=1900, le=2200, description="Năm in khi văn bản chưa có ngày.")]


class RenderOrder(Model):
    """Văn bản cần làm."""

    facts: Facts
    format: Literal["docx", "pdf"] = "docx"
    year: Year | None = None


class MergeOrder(Model):
    """Điều chung cho mọi bản của một đợt ghép."""

    facts: Facts = Field(default_factory=dict)
    year: Year | None = None


M = TypeVar("M", bound=Model)


def json_body(model: type[M]) -> M:
    """The body as the model; a problem that names each wrong place."""
    if request.mimetype != JSON:
        raise Refusal(415, f"Gửi nội dung dạng {JSON}.", "media_type")
    return checked(model, request.get_data())


def checked(model: type[M], text: bytes | str) -> M:
    """JSON as the model, or a Refusal."""
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        if any(one["type"] == "json_invalid" for one in found):
            raise Refusal(400, "Nội dung không phải JSON đúng.", "json") from error
        errors = [{"pointer": _pointer(one["loc"]), "detail": WRONG.get(one["type"], "Giá trị sai.")} for one in found]
        raise Refusal(422, "Nội dung chưa đúng; xem từng chỗ trong errors.", "body", errors=errors) from error


def docx_body() -> bytes:
    """The body as a Word file; what it really is the guard looks at."""
    if request.mimetype not in (DOCX, OCTETS):
        raise Refusal(415, f"Gửi tệp Word nguyên dạng, Content-Type {DOCX}.", "media_type")
    return request.get_data()


def sheet_form() -> tuple[bytes, str, MergeOrder]:
    """The uploaded sheet, its name, and what is common to all letters ("order", JSON)."""
    if request.mimetype != "multipart/form-data":
        raise Refusal(415, "Gửi dạng multipart/form-data với tệp «sheet».", "media_type")
    sheet = request.files.get("sheet")
    if sheet is None:
        errors = [{"pointer": "/sheet", "detail": WRONG["missing"]}]
        raise Refusal(422, "Thiếu tệp «sheet».", "body", errors=errors)
    return sheet.stream.read(), sheet.filename or "sheet.xlsx", checked(MergeOrder, request.form.get("order") or "{}")


def _pointer(location: tuple[Any, ...]) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in location)
