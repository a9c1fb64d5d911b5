"""`flask plan read FILE`: the tasks that a letter hands out, for people or as JSON; needs no database."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from intranet.docservice.assignments import UnitList, as_facts, read_plan
from intranet.docservice.assignments.units import units_from_toml
from intranet.docservice.errors import DocError
from intranet.docservice.machine_words import os_words
from intranet.docservice.reading import read_file

UNREADABLE = 2
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("read")
@click.argument("file", type=FILE)
@click.option("--units", type=FILE, help="The office's units: a .toml file with [[unit]] and [[group]].")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def read(file: Path, units: Path | None, as_json: bool) -> None:
    """Read the tasks of a plan (.docx, .pdf, .txt, .png, .jpg). Exit status 2 when it cannot be read."""
    try:
        facts = as_facts(read_plan(read_file(_content(file), file.name), _units(units)))
    except DocError as error:
        click.echo(error.sentence, err=True)
        sys.exit(UNREADABLE)
    click.echo(json.dumps(facts, ensure_ascii=False, indent=2) if as_json else reading_words(facts))


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise DocError("facts_not_found", path=file) from None
    except OSError as error:
        raise DocError("cannot_read", path=file, detail=os_words(error)) from error


def _units(file: Path | None) -> UnitList | None:
    if file is None:
        return None
    try:
        return units_from_toml(_content(file).decode("utf-8-sig"))
    except ValueError as error:
        raise DocError("units_unreadable", path=file, detail=error) from error


def reading_words(facts: dict[str, Any]) -> str:
    """The same for a person at the terminal."""
    kind = (facts["loai"] or "văn bản").capitalize()
    number = f"{facts['so'] or '…'}/{facts['ky_hieu']}" if facts["ky_hieu"] else "không ghi số"
    lines = [f"{kind} {number}, ngày {facts['ngay'] or 'không ghi'}: {facts['trich_yeu'] or ''}".rstrip(": ")]
    lines += [f"{facts['co_quan']} ban hành."] if facts["co_quan"] else []
    lines.append(f"Tìm thấy {len(facts['tasks'])} nhiệm vụ.")
    for task in facts["tasks"]:
        lines += _task_lines(task)
    return "\n".join(lines + [f"Lưu ý: {warning}" for warning in facts["canh_bao"]])


def _task_lines(task: dict[str, Any]) -> list[str]:
    place = f"{task['muc']} " if task["muc"] else ""
    deadline = f"hạn {task['han']}" if task["han"] else "không nêu hạn"
    deadline += f" ({task['ngay']})" if task["ngay"] and task["ngay"] != task["han"] else ""
    asked = ", đề nghị" if task["de_nghi"] else ""
    helpers = f"; cùng {', '.join(task['phoi_hop'])}" if task["phoi_hop"] else ""
    return [
        f"{task['stt']}. {place}{task['don_vi']} [{task['vai_tro']}{asked}, {deadline}{helpers}]",
        f"   {task['nhiem_vu']}",
        f"   ({task['noi']}; độ tin {task['do_tin']:.0%})",
    ]
