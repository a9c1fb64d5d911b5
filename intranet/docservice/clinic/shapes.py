"""What a template may print, as shapes: text, a list, something with parts; learnt from a sample context."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from intranet.docservice.checks import Place, check_field
from intranet.docservice.context import VALUES, names_of
from intranet.docservice.fields import Field
from intranet.docservice.samples import sample_fact


@dataclass(frozen=True)
class Shape:
    """The shape of a value: `parts` of a record, `item` of a list, `choices` of a choice; `is_body` for than_bai."""

    kind: str
    item: "Shape | None" = None
    parts: Mapping[str, "Shape"] = field(default_factory=dict, hash=False)
    choices: tuple[str, ...] = ()

    @property
    def is_body(self) -> bool:
        """Lines in named styles, as the filter than_bai wants them."""
        return self.item is not None and {"kieu", "chu"} <= self.item.parts.keys()


TEXT, NUMBER, ANY, PARAGRAPHS = Shape("text"), Shape("number"), Shape("any"), Shape("paragraphs")
LOOP_PARTS = ("index", "index0", "revindex", "revindex0", "first", "last", "length")
LOOP = Shape("record", parts=dict.fromkeys(LOOP_PARTS, NUMBER))


def shapes_of(fields: Iterable[Field]) -> dict[str, Shape]:
    """The shape of every name a template with these fields may print."""
    fields = tuple(fields)
    facts = {one.key: check_field(one, sample_fact(one), Place(one.key, one.label, [])) for one in fields}
    # A name that only exists when something is filled in (a date in words) is known all the same.
    found: dict[str, Shape] = dict.fromkeys(names_of(fields), TEXT) | {"ke_trich_yeu": NUMBER}
    for one in fields:
        found |= {name: shape_of(value) for name, value in VALUES[one.kind](one, facts[one.key], facts).items()}
        if one.kind == "choice":
            found[one.key] = Shape("text", choices=one.choices)
        if one.kind == "rows":
            found[one.key] = _with_choices(found[one.key], one)
    return found


def shape_of(value: Any) -> Shape:
    """The shape of one plain value; an empty list may hold anything."""
    if isinstance(value, Mapping):
        return Shape("record", parts={str(key): shape_of(part) for key, part in value.items()})
    if isinstance(value, list):
        return Shape("list", item=shape_of(value[0]) if value else ANY)
    return NUMBER if isinstance(value, int | float) else TEXT


def _with_choices(table: Shape, rows: Field) -> Shape:
    assert table.item is not None
    parts = dict(table.item.parts)
    parts |= {column.key: Shape("text", choices=column.choices) for column in rows.columns if column.kind == "choice"}
    return Shape("list", item=Shape("record", parts=parts))
