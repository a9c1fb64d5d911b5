"""An office with deadlines around one Thursday."""

from collections.abc import Iterator
from datetime import date, datetime
from types import SimpleNamespace

import pytest
import time_machine
from flask import Flask

from intranet.core.clock import OFFICE_ZONE
from intranet.core.db import transaction
from intranet.plans import service
from tests.plans.conftest import Plans
from tests.support.office import Office


@pytest.fixture(autouse=True)
def thursday() -> Iterator[None]:
    """Thursday 26 November 2026, nine o'clock; the Tuesday before was a day off."""
    with time_machine.travel(datetime(2026, 11, 26, 9, tzinfo=OFFICE_ZONE), tick=False):
        yield


@pytest.fixture
def cast(app: Flask, office: Office) -> SimpleNamespace:
    return office.cast()


@pytest.fixture
def plans(cast: SimpleNamespace) -> Plans:
    return Plans(cast)


@pytest.fixture
def tasks(cast: SimpleNamespace, plans: Plans) -> SimpleNamespace:
    """Department one: one task in the staff's charge with an item of its own day, one in nobody's; two: one task."""
    plan = plans.plan("43")
    mine = plans.accepted(cast.one, plan=plan, words="Đăng bài về hợp tác xã", deadline=date(2026, 12, 4))
    with transaction():
        service.assign(mine, cast.staff, cast.head)
        [item] = service.add_items(mine, ["Chụp ảnh"], cast.head)
        service.edit_item(item, "Chụp ảnh", date(2026, 11, 30), cast.head)
    late = plans.task(cast.one, plan=plan, words="Lập danh sách điển hình", deadline=date(2026, 11, 20))
    other = plans.task(cast.two, plan=plan, words="Kiểm tra thành viên", deadline=date(2026, 12, 4))
    return SimpleNamespace(plan=plan, mine=mine, item=item, late=late, other=other)
