"""Ngày nghỉ, ngày làm bù: the admin's alone."""

from tests.matrix.expected.line import ADMIN, get, post

DAYS = {"first": "12/06/2026", "kind": "off", "name": "Nghỉ theo quyết định"}

CASES = (
    get("workdays.days", ADMIN),
    get("workdays.set_days", ADMIN),
    post("workdays.set_days", ADMIN, DAYS),
    get("workdays.confirm_year", ADMIN, year_id=2026),
    post("workdays.confirm_year", ADMIN, {"basis": "Văn bản 12729/VPCP-KGVX"}, year_id=2026),
)
