"""WTForms in Vietnamese: what is typed becomes NFC without stray spaces, dates are read as people write them."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import DateField, Field, IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from intranet.core.errors import DomainError, Invalid

REQUIRED = InputRequired("Hãy điền mục này.")
LONGEST_SEARCH = 200
INVISIBLE = re.compile(r"[\u200b\u200c\u2060\ufeff\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def clean_line(text: str | None) -> str | None:
    """One line as it is kept: NFC, no invisible characters, single spaces."""
    return None if text is None else " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def clean_text(text: str | None) -> str | None:
    """Several lines as they are kept: NFC, no invisible characters, the person's own line breaks."""
    if text is None:
        return None
    lines = INVISIBLE.sub("", unicodedata.normalize("NFC", text)).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in lines.split("\n")).strip()


def search_words(text: str | None) -> str:
    """What was typed into a search box, no longer than anybody types: each word is a condition of the query."""
    return (clean_line(text) or "")[:LONGEST_SEARCH]


def at_most(length: int) -> Length:
    return Length(max=length, message=f"Dài quá {length} ký tự. Hãy rút gọn.")


def refused_by(why: Callable[[str], str | None]) -> Callable[[Any, Field], None]:
    """A validator that says what a rule has against the words; the rule also serves where no form is."""

    def check(form: Any, field: Field) -> None:
        if words := why(field.data or ""):
            raise ValidationError(words)

    return check


class Form(FlaskForm):
    """The parent of every form; the wrong-token check stands in front of all forms, in app.py."""

    class Meta(FlaskForm.Meta):
        csrf = False

        def render_field(self, field: Field, render_kw: dict[str, Any]) -> Any:
            if field.errors:
                render_kw = {"aria-invalid": "true", **render_kw}
            return super().render_field(field, render_kw)


def done(form: Form, action: Callable[[], Any]) -> bool:
    """Check the form and do the action; what the service cannot take stands beside its field."""
    if not form.validate_on_submit():
        return False
    try:
        action()
    except Invalid as refusal:
        words = " ".join(filter(None, (refusal.sentence, refusal.advice)))
        if refusal.field in form:
            form[refusal.field].errors = [*form[refusal.field].errors, words]
        else:
            form.form_errors.append(words)
        return False
    return True


class Line(StringField):
    """One line of text."""

    def __init__(self, label: str, required: bool = False, most: int = 300, **options: Any) -> None:
        validators = [*([REQUIRED] if required else []), at_most(most), *options.pop("validators", [])]
        super().__init__(label, validators=validators, filters=[clean_line], **{"default": "", **options})


class Lines(TextAreaField):
    """Several lines of text."""

    def __init__(self, label: str, required: bool = False, most: int = 20_000, **options: Any) -> None:
        validators = [*([REQUIRED] if required else []), at_most(most), *options.pop("validators", [])]
        super().__init__(label, validators=validators, filters=[clean_text], **{"default": "", **options})


class Day(DateField):
    """A date typed as 25/02/2025; a native calendar would write it as the browser's language does."""

    FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")
    WRONG = "Ngày không đúng. Hãy ghi như 25/02/2025."
    widget = TextInput()

    def __init__(self, label: str, required: bool = False, **options: Any) -> None:
        shown = {"placeholder": "ngày/tháng/năm", "inputmode": "numeric", "data-day": "", "autocomplete": "off"}
        render = {**shown, **options.pop("render_kw", {})}
        super().__init__(
            label, validators=[REQUIRED] if required else [], format="%d/%m/%Y", render_kw=render, **options
        )

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        text = valuelist[0].strip() if valuelist else ""
        if text:
            self.data = read_day(text)
            if self.data is None:
                raise ValueError(self.WRONG)

    @property
    def day(self) -> date:
        """The date of a required field, once its form is valid."""
        if self.data is None:
            raise ValueError(f"{self.name} is empty")
        return self.data


def read_day(text: str) -> date | None:
    """The date somebody typed, in any of the usual ways; None when it is none."""
    for pattern in Day.FORMATS:
        try:
            day = datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
        return day if 1900 <= day.year <= 2200 else None
    return None


class Choice(SelectField):
    """One of a few; choices are (value, label) pairs, an empty label offers none."""

    def __init__(
        self, label: str, choices: Iterable[tuple[Any, str]] = (), required: bool = False, **options: Any
    ) -> None:
        super().__init__(label, validators=[REQUIRED] if required else [], choices=as_choices(choices), **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Hãy chọn một mục trong danh sách.") from error

    def pre_validate(self, form: Any) -> None:
        try:
            super().pre_validate(form)
        except ValidationError as error:
            raise ValidationError("Hãy chọn một mục trong danh sách.") from error


class Checks(SelectMultipleField):
    """Several of a few, as boxes to tick; choices are (value, label) pairs."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str, choices: Iterable[tuple[Any, str]] = (), **options: Any) -> None:
        super().__init__(label, choices=as_choices(choices), **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Hãy chọn trong danh sách.") from error

    def pre_validate(self, form: Any) -> None:
        try:
            super().pre_validate(form)
        except ValidationError as error:
            raise ValidationError("Hãy chọn trong danh sách.") from error


class Whole(IntegerField):
    """A whole number that is not negative."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        self.data = int(text) if text.isdecimal() and len(text) <= 9 else None
        if text and self.data is None:
            raise ValueError("Hãy ghi một số, ví dụ 12.")


def as_choices(pairs: Iterable[tuple[Any, str]]) -> list[SelectChoice]:
    """(value, label) pairs as WTForms wants them."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]


def whole_number_or_none(text: str | None) -> int | None:
    """What a select with an empty choice gives: a number, or none; what no row can have as its id is none."""
    return int(text) if text and text.isdecimal() and len(text) <= 9 else None


def uploads(files: Iterable[FileStorage] | None) -> list[tuple[Any, str]]:
    """(stream, name) of each file that was really chosen."""
    return [(file.stream, file.filename or "") for file in files or () if file and file.filename]


def upload(file: Any) -> tuple[Any, str]:
    """(stream, name) of one file; an empty name when none was chosen."""
    return (file.stream, file.filename or "") if file else (None, "")


def blame(form: Any, problem: DomainError) -> None:
    """Put a refusal beside the field it speaks of; on top of the form when it names none."""
    field = form._fields.get(getattr(problem, "field", ""))
    words = f"{problem.sentence} {problem.advice}".strip()
    if field is not None:
        field.errors = [*field.errors, words]
    else:
        form.form_errors.append(words)


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""
