"""The blueprint of members, exemplars, awards and publications, and the tabs above their lists."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, url_for
from flask_login import current_user

from intranet.accounts.queries import open_departments
from intranet.accounts.rules import departments_of
from intranet.web.forms import as_choices

bp = Blueprint("emulation", __name__)
TABS = (
    ("Điển hình", "emulation.exemplars"),
    ("Đợt khen thưởng", "emulation.awards"),
    ("Tin, bài", "emulation.publications"),
    ("Hợp tác xã, doanh nghiệp", "emulation.members"),
)


def tabs_at(endpoint: str) -> list[dict[str, object]]:
    """The tabs above a list, that of the endpoint lit."""
    return [{"label": label, "url": url_for(place), "active": place == endpoint} for label, place in TABS]


def ask_department(form: Any) -> Callable[[], int]:
    """Ask in a form for which of his departments somebody writes; who has one is not asked. Gives the answer."""
    own = [unit for unit in open_departments() if unit.id in departments_of(current_user)]
    if len(own) < 2:
        del form.department_id
        return lambda: current_user.department_id
    form.department_id.choices = as_choices((str(unit.id), unit.name) for unit in own)
    return lambda: int(form.department_id.data)
