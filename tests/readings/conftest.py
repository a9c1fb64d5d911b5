"""A letter in words of our own, the office it speaks of, and builders of readings."""

import io
from types import SimpleNamespace
from typing import Any

import pytest

from intranet.core.db import session, transaction
from intranet.core.jobs import run_due
from intranet.plans.models import Plan
from intranet.readings import service
from intranet.readings.models import Reading
from tests.support.visitor import Visitor

LETTER = """LIÊN MINH HỢP TÁC XÃ
THÀNH PHỐ HẢI PHÒNG
Số: 71/KH-LMHTX
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hải Phòng, ngày 03 tháng 3 năm 2025

KẾ HOẠCH
Tổ chức Ngày hội sản phẩm hợp tác xã năm 2025

Căn cứ Chương trình công tác năm 2025 của Liên minh;

I. Mục đích
- Giới thiệu sản phẩm của các hợp tác xã.

II. Tổ chức thực hiện

1. Phòng Thông tin và tuyên truyền:
- Chủ trì, phối hợp với Văn phòng dựng gian trưng bày, hoàn thành trước ngày 20/4/2025.
- Viết bài giới thiệu các sản phẩm tiêu biểu.
2. Phòng Kiểm tra Tổ chức thành viên:
- Lập danh sách hợp tác xã tham gia; gửi Văn phòng trong tháng 3/2025.
3. Ban Thi đua:
- Đề xuất khen thưởng các gian hàng tiêu biểu.
4. Các đơn vị:
- Cử người dự khai mạc.

Trên đây là Kế hoạch tổ chức Ngày hội sản phẩm hợp tác xã năm 2025./.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Phó Chủ tịch
"""


class Readings:
    """Has letters read for the usual people (`office.cast()`); each call is a change of its own."""

    def __init__(self, cast: SimpleNamespace) -> None:
        self.cast = cast

    def begun(self, letter: str | bytes = LETTER, name: str = "ke-hoach.txt", **more: Any) -> Reading:
        content = letter.encode() if isinstance(letter, str) else letter
        with transaction():
            return service.begin(self.cast.clerk, [(io.BytesIO(content), name)], **more)

    def read(self, letter: str | bytes = LETTER, name: str = "ke-hoach.txt", **more: Any) -> Reading:
        """A letter that the worker has read."""
        reading = self.begun(letter, name, **more)
        run_due()
        session.refresh(reading)
        return reading

    def on_plan(self, plan: Plan, letter: str, amends: bool = False) -> Reading:
        return self.read(letter, plan=plan, amends=amends)


@pytest.fixture
def readings(office) -> Readings:
    """Builders of readings; ask for `app` or `both_engines` first."""
    cast = office.cast()
    office.group(cast.one, cast.two, name="Các đơn vị")
    return Readings(cast)


@pytest.fixture
def as_person(app):
    return lambda person: Visitor(app).sign_in(person)
