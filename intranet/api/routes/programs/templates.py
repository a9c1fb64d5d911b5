"""Reading templates: the list, one with its fields, the schema of its facts, its example."""

from typing import Any

from flask import Response, current_app, jsonify

from intranet.accounts.models import Person
from intranet.api.routes.programs.bodies import Model
from intranet.api.routes.programs.operation import Content, operation
from intranet.api.rules import Scope
from intranet.docservice.catalogue import Template
from intranet.docservice.schema import facts_schema
from intranet.lettertemplates.office_templates import catalogue, get_template

SCHEMA = "application/schema+json"
OBJECT = {"type": "object"}


class TemplateLine(Model):
    """Một mẫu văn bản."""

    id: str
    title: str
    type: str
    group: str
    purpose: str
    revision: str


class TemplateList(Model):
    """Các mẫu dùng được."""

    templates: list[TemplateLine]


class FieldLine(Model):
    """Một mục của mẫu."""

    key: str
    kind: str
    label: str
    help: str
    required: bool


class TemplateDetail(TemplateLine):
    """Một mẫu với các mục của nó."""

    fields: list[FieldLine]


@operation("GET", "/templates", "Các mẫu văn bản", scope=Scope.TEMPLATES, gives={200: Content(schema=TemplateList)})
def list_templates(person: Person) -> Any:
    lines = [TemplateLine(**_line(template)) for template in catalogue()]
    return jsonify(TemplateList(templates=lines).model_dump())


@operation(
    "GET", "/templates/<template_id>", "Một mẫu và các mục của nó", scope=Scope.TEMPLATES,
    gives={200: Content(schema=TemplateDetail)}, refuses=(404, 409),
)  # fmt: skip
def template(person: Person, template_id: str) -> Any:
    found = get_template(template_id)
    fields = [
        FieldLine(key=field.key, kind=field.kind, label=field.label, help=field.help, required=field.required)
        for field in found.fields
    ]
    return jsonify(TemplateDetail(**_line(found), fields=fields).model_dump())


@operation(
    "GET", "/templates/<template_id>/schema", "Lược đồ JSON của nội dung", scope=Scope.TEMPLATES,
    gives={200: Content(SCHEMA, OBJECT)}, refuses=(404, 409),
)  # fmt: skip
def schema(person: Person, template_id: str) -> Any:
    return Response(current_app.json.dumps(facts_schema(get_template(template_id))), content_type=SCHEMA)


@operation(
    "GET", "/templates/<template_id>/example", "Một bộ nội dung đầy đủ làm ví dụ", scope=Scope.TEMPLATES,
    gives={200: Content(schema=OBJECT)}, refuses=(404, 409),
)  # fmt: skip
def example(person: Person, template_id: str) -> Any:
    return jsonify(get_template(template_id).example)


def _line(template: Template) -> dict[str, str]:
    return {
        "id": template.id,
        "title": template.title,
        "type": template.letter_type.id,
        "group": template.group,
        "purpose": template.purpose,
        "revision": template.revision,
    }
