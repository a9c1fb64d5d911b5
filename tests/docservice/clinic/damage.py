"""Good templates damaged by chance, as typing and pasting damage them; the same seed damages the same way."""

import random
from collections.abc import Callable

from tests.docservice.clinic.sheet import Sheet, text_of

LETTERS = "{}%|._ ptrfoin\"'=“”\u00a0aAđ1[]()-"


def damaged(template_id: str, seed: int) -> bytes:
    """The template's file after one to three accidents."""
    sheet, chance = Sheet(template_id), random.Random(f"{template_id}:{seed}")
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        chance.choice(ACCIDENTS)(sheet, chance)
    return sheet.docx()


def _tagged(sheet: Sheet, chance: random.Random) -> str:
    """The words of some paragraph that holds a tag."""
    found = [text for one in sheet.opened.body.iter("{*}p") if "{" in (text := text_of(one))]
    return chance.choice(found) if found else ""


def _edit(change: Callable[[str, random.Random], str]) -> Callable[[Sheet, random.Random], None]:
    def accident(sheet: Sheet, chance: random.Random) -> None:
        if text := _tagged(sheet, chance):
            sheet.type(sheet.paragraph(text), change(text, chance))

    return accident


def _drop(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text))
    return text[:place] + text[place + chance.choice((1, 1, 2)) :]


def _insert(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + chance.choice(LETTERS) + text[place:]


def _exchange(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text))
    return text[:place] + chance.choice(LETTERS) + text[place + 1 :]


def _double(text: str, chance: random.Random) -> str:
    return text + text


def _remove(sheet: Sheet, chance: random.Random) -> None:
    if text := _tagged(sheet, chance):
        sheet.remove(text)


def _move(sheet: Sheet, chance: random.Random) -> None:
    """The words of one place at another."""
    one, other = _tagged(sheet, chance), _tagged(sheet, chance)
    if one and one != other:
        sheet.type(sheet.paragraph(other), one)


def _repeat(sheet: Sheet, chance: random.Random) -> None:
    if text := _tagged(sheet, chance):
        sheet.add_cell(text, text)


def _split(sheet: Sheet, chance: random.Random) -> None:
    if len(text := _tagged(sheet, chance)) > 2:
        cut = chance.randrange(1, len(text))
        paragraph = sheet.paragraph(text)
        sheet.add_cell(text, text[cut:])
        sheet.type(paragraph, text[:cut])


def _runs(sheet: Sheet, chance: random.Random) -> None:
    """Word splits the words over runs."""
    if len(text := _tagged(sheet, chance)) > 2:
        cut = chance.randrange(1, len(text))
        sheet.pieces(text, text[:cut], text[cut:])


ACCIDENTS = (_edit(_drop), _edit(_insert), _edit(_exchange), _edit(_double), _remove, _move, _repeat, _split, _runs)
