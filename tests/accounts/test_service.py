"""What the office's services do and refuse, on both databases."""

from datetime import date

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from intranet.accounts import queries, service
from intranet.accounts.lacking import lacks
from intranet.accounts.models import Department, LoginAttempt, Person, PersonRole
from intranet.accounts.passwords import is_right
from intranet.accounts.rules import Capacity, DepartmentKind, Role
from intranet.accounts.service import departments as closing
from intranet.core.db import session, transaction
from intranet.core.errors import DomainError, Invalid, Refused
from intranet.core.history import history_of
from tests.support.office import PASSWORD, Office

SPRING, SUMMER = date(2026, 3, 1), date(2026, 7, 1)
LAST_CHANGE = "Quyết định 5"


def acts(subject: object) -> list[str]:
    return [entry.act for entry in history_of(subject)]


def test_a_department_is_called_by_the_name_of_the_day(both_engines: Flask, office: Office) -> None:
    cast = office.cast()
    with transaction():
        service.rename_department(cast.one, cast.admin, name="Phòng Mới", short_name="PM", holds_from=SUMMER)
    department = queries.get_department(cast.one.id)
    assert department.name_on(date(2026, 6, 30)).name == "Phòng Thông tin và tuyên truyền"
    assert department.name_on(SUMMER).name == "Phòng Mới"
    assert department.spellings.split("\n") == ["Phòng Thông tin và tuyên truyền", "PTTTT"]
    with transaction():
        service.rename_department(cast.one, cast.admin, name="Phòng Giữa", short_name="PG", holds_from=SPRING)
    names = [name.name for name in queries.get_department(cast.one.id).names]
    assert names == ["Phòng Thông tin và tuyên truyền", "Phòng Giữa", "Phòng Mới"]
    assert acts(cast.one) == ["rename_department", "rename_department"]


def test_a_second_name_of_the_same_day_corrects_the_first(both_engines: Flask, office: Office) -> None:
    cast = office.cast()
    for name in ("Phòng Mơi", "Phòng Mới"):
        with transaction():
            service.rename_department(cast.one, cast.admin, name=name, short_name="PM", holds_from=SUMMER)
    department = queries.get_department(cast.one.id)
    assert [held.name for held in department.names] == ["Phòng Thông tin và tuyên truyền", "Phòng Mới"]


@pytest.mark.parametrize("taken", ["PTTTT", "phòng thông tin và tuyên truyền", "Tuyên giáo", "TUYEN GIAO"])
def test_one_name_means_one_department(both_engines: Flask, office: Office, taken: str) -> None:
    cast = office.cast()
    facts = service.DepartmentFacts(issuer_id=cast.one.issuer_id, kind=DepartmentKind.PHONG, spellings="Tuyên giáo")
    with transaction():
        service.edit_department(queries.get_department(cast.one.id), cast.admin, facts)
    with pytest.raises(Invalid) as refusal, transaction():
        service.rename_department(
            queries.get_department(cast.two.id), cast.admin, name="Phòng X", short_name=taken, holds_from=SUMMER
        )
    assert refusal.value.field == "short_name"


def test_closing_tells_the_features_first_and_a_refusal_undoes_all(both_engines: Flask, office: Office) -> None:
    cast = office.cast()
    told: list[tuple[int, int | None]] = []

    def note(department: Department, into: Department | None, actor: Person) -> None:
        told.append((department.id, into.id if into else None))
        assert department.is_open and queries.people_of(department.id)

    def refuse(department: Department, into: Department | None, actor: Person) -> None:
        raise Refused("Còn việc.")

    group = office.group(cast.one, cast.two)
    closing.ON_DEPARTMENT_CLOSED.append(note)
    try:
        with transaction():
            service.close_department(cast.two, cast.admin, cast.one, LAST_CHANGE)
        closing.ON_DEPARTMENT_CLOSED.append(refuse)
        with pytest.raises(Refused), transaction():
            service.close_department(queries.get_department(cast.one.id), cast.admin, cast.van_phong, LAST_CHANGE)
        closing.ON_DEPARTMENT_CLOSED.remove(refuse)
    finally:
        closing.ON_DEPARTMENT_CLOSED.remove(note)
    assert told[0] == (cast.two.id, cast.one.id)
    assert queries.get_department(cast.one.id).is_open
    assert [member.id for member in queries.get_group(group.id).members] == [cast.one.id]
    moved = queries.get_person(cast.other_head.id)
    assert (moved.department_id, moved.roles) == (cast.one.id, [])
    assert acts(cast.two) == ["close_department"]


def test_what_stands_in_the_way_of_closing(both_engines: Flask, office: Office) -> None:
    cast = office.cast()
    empty = office.department("Phòng Trống")
    refusals = [(cast.two, None), (cast.two, cast.two), (cast.van_phong, cast.one)]
    for department, into in refusals:
        with pytest.raises(DomainError), transaction():
            service.close_department(department, cast.admin, into, LAST_CHANGE)
    with transaction():
        service.close_department(empty, cast.admin, None, LAST_CHANGE)
    with pytest.raises(Refused), transaction():
        service.close_department(queries.get_department(empty.id), cast.admin, None, LAST_CHANGE)
    with pytest.raises(Invalid), transaction():
        service.close_department(queries.get_department(cast.two.id), cast.admin, empty, LAST_CHANGE)


def test_people_stand_in_the_order_of_vietnamese_names(both_engines: Flask, office: Office) -> None:
    department = office.department()
    names = ["Ban Đức", "Ban Dung", "Ban Ánh", "Ban An", "Ban Ân", "Ban Dũng", "Ban Ả", "Cán Dung"]
    for name in names:
        office.person(department=department, name=name)
    in_order = [person.name for person in queries.people_of(department.id)]
    assert in_order == ["Ban Ả", "Ban An", "Ban Ánh", "Ban Ân", "Ban Dung", "Cán Dung", "Ban Dũng", "Ban Đức"]


def newcomer(office_department: Department, username: str, *roles: Role) -> service.Newcomer:
    facts = service.PersonFacts(username=username, name="Người mới", department_id=office_department.id)
    return service.prepare(facts, roles)


def test_roles_are_given_and_taken_but_never_from_the_last_admin(both_engines: Flask, office: Office) -> None:
    cast = office.cast()
    with transaction():
        second = service.make_person(newcomer(cast.one, "admin2", Role.ADMIN, Role.HEAD), cast.admin)
    assert {(r.role, r.department_id) for r in second.roles} == {("admin", None), ("head", cast.one.id)}
    with transaction():
        service.set_roles(queries.get_person(cast.admin.id), cast.admin, [Role.STAFF])
    with pytest.raises(Refused), transaction():
        service.set_roles(queries.get_person(second.id), second, [Role.STAFF])
    with pytest.raises(Refused), transaction():
        service.leave(queries.get_person(second.id), second, SUMMER)
    with transaction():
        service.set_roles(queries.get_person(second.id), second, [Role.ADMIN, Role.CLERK])
    held = {(r.role, r.department_id) for r in queries.get_person(second.id).roles}
    assert held == {("admin", None), ("clerk", None), ("head", cast.one.id)}


def test_an_admin_who_is_leaving_does_not_count_as_the_other_one(both_engines: Flask, office: Office) -> None:
    cast = office.cast()
    second = office.person(Role.ADMIN, username="admin2")
    with transaction():
        service.leave(second, cast.admin, date(2099, 1, 1))
    with pytest.raises(Refused), transaction():
        service.set_roles(queries.get_person(cast.admin.id), cast.admin, [Role.STAFF])


def test_leaving_ends_the_authority_to_sign_the_day_before(both_engines: Flask, office: Office) -> None:
    cast = office.cast()
    running = office.may_sign(cast.leader)
    ended = office.may_sign(cast.leader, valid_until=SPRING)
    later = office.may_sign(cast.leader, valid_from=date(2026, 9, 1))
    with transaction():
        service.leave(queries.get_person(cast.leader.id), cast.admin, SUMMER)
    until = {a.id: a.valid_until for a in queries.authorities_of(cast.leader)}
    assert until == {running.id: date(2026, 6, 30), ended.id: SPRING, later.id: date(2026, 9, 1)}
    assert queries.authorities_for(cast.one.issuer_id, "KH", date(2026, 9, 1)) == []


def test_authority_is_given_only_as_the_decree_allows(both_engines: Flask, office: Office) -> None:
    cast = office.cast()
    wrong = service.AuthorityFacts(Capacity.TUQ, "TUQ. CHỦ TỊCH\nGIÁM ĐỐC", SPRING)
    with pytest.raises(Invalid), transaction():
        service.give_authority(cast.head, cast.one.issuer, cast.admin, wrong)
    right = service.AuthorityFacts(Capacity.TL, "TL. CHỦ TỊCH\nTRƯỞNG PHÒNG", SPRING, types="CV GM")
    with transaction():
        given = service.give_authority(cast.head, cast.one.issuer, cast.admin, right)
    assert [a.id for a in queries.authorities_for(cast.one.issuer_id, "CV", SUMMER)] == [given.id]
    assert queries.authorities_for(cast.one.issuer_id, "KH", SUMMER) == []
    with transaction():
        service.end_authority(queries.get_authority(given.id), cast.admin, SPRING)
    assert queries.authorities_for(cast.one.issuer_id, "CV", SUMMER) == []
    with pytest.raises(Refused), transaction():
        service.end_authority(queries.get_authority(given.id), cast.admin, SUMMER)


def test_the_first_office_is_made_once(both_engines: Flask) -> None:
    named = {"name": "LIÊN MINH HỢP TÁC XÃ\nTHÀNH PHỐ HẢI PHÒNG", "symbol": "LMHTX", "place": "Hải Phòng"}
    with pytest.raises(Invalid, match="symbol, place"), transaction():
        service.seed_office({"name": "CƠ QUAN"})
    with transaction():
        made = service.seed_office(named)
    with transaction():
        again = service.seed_office({})
    assert (again.id, again.is_office, again.name) == (made.id, True, "Văn phòng")
    assert queries.main_issuer().symbol == "LMHTX"
    assert session.scalars(select(Department)).all() == [again]


def test_a_name_the_program_guessed_stands_on_the_list_until_somebody_looked(both_engines: Flask) -> None:
    named = {"name": "LIÊN MINH HỢP TÁC XÃ\nTỈNH NINH BÌNH", "symbol": "LMHTX", "place": "Ninh Bình"}
    with transaction():
        sits = service.seed_office(named)
        newcomer = service.prepare(service.PersonFacts("quantri", "Quản trị", sits.id), [Role.ADMIN])
        admin = service.make_person(newcomer, None)
    issuer = queries.main_issuer()
    assert issuer.name == "Liên minh Hợp tác xã tỉnh Ninh Bình"
    guessed = [lack for lack in lacks(SPRING) if "máy đoán" in lack.sentence]
    assert [(lack.page, lack.at) for lack in guessed] == [("accounts.rename_issuer", {"issuer_id": issuer.id})]
    same = service.IssuerFacts(named["name"], issuer.name, "LMHTX", "Ninh Bình")
    with transaction():
        service.rename_issuer(issuer, admin, same, holds_from=SUMMER)
    assert len(issuer.names) == 1 and not any("máy đoán" in lack.sentence for lack in lacks(SPRING))


def test_a_name_that_is_given_is_no_guess(both_engines: Flask) -> None:
    named = {"name": "LIÊN MINH", "plain": "Liên minh của ta", "symbol": "LM", "place": "Hải Phòng"}
    with transaction():
        service.seed_office(named)
    assert queries.main_issuer().name == "Liên minh của ta"
    assert not any("máy đoán" in lack.sentence for lack in lacks(SPRING))


def test_only_a_group_without_work_can_be_removed_and_names_are_single(both_engines: Flask, office: Office) -> None:
    cast = office.cast()
    with transaction():
        group = service.make_group(cast.admin, service.GroupFacts("các Phòng"), [cast.one, cast.two])
    for facts, members in ((service.GroupFacts("Các phòng"), [cast.one]), (service.GroupFacts("khác"), [])):
        with pytest.raises(Invalid), transaction():
            service.make_group(cast.admin, facts, members)
    with transaction():
        service.edit_group(queries.get_group(group.id), cast.admin, service.GroupFacts("các Phòng"), [cast.two])
    with transaction():
        service.remove_group(queries.get_group(group.id), cast.admin)
    assert list(queries.groups()) == []


def test_tries_are_counted_by_account_and_by_address(both_engines: Flask, office: Office) -> None:
    office.person(username="vanthu")
    for number in range(40):
        with pytest.raises(Invalid, match="không đúng"):
            service.sign_in(f"nguoi-la-{number}", "x", "192.0.2.1")
    with pytest.raises(Invalid, match="máy hoặc mạng này"):
        service.sign_in("vanthu", PASSWORD, "192.0.2.1")
    assert service.sign_in("vanthu", PASSWORD, "192.0.2.2").username == "vanthu"
    assert session.query(LoginAttempt).filter_by(succeeded=True).count() == 1
    assert session.query(LoginAttempt).count() == 41  # what is tried while locked is not counted


def test_a_lock_ends_with_a_new_password_from_the_admin(both_engines: Flask, office: Office) -> None:
    cast = office.cast()
    for _ in range(5):
        with pytest.raises(Invalid):
            service.sign_in("cv1", "doan-mo", "192.0.2.1")
    with pytest.raises(Invalid, match="15 phút"):
        service.sign_in("cv1", PASSWORD, "192.0.2.1")
    with transaction():
        password = service.reset_password(queries.get_person(cast.staff.id), cast.admin)
    assert service.sign_in("CV1 ", password, "192.0.2.1").must_change_password


def test_a_hash_of_older_settings_is_made_anew_at_the_next_sign_in(both_engines: Flask, office: Office) -> None:
    person = office.person(username="vanthu")
    older = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    with transaction():
        session.get_one(Person, person.id).password_hash = older
    service.sign_in("vanthu", PASSWORD, None)
    renewed = session.get_one(Person, person.id).password_hash
    assert renewed != older
    assert is_right(renewed, PASSWORD)


def test_heads_of_a_closed_department_head_nothing(both_engines: Flask, office: Office) -> None:
    cast = office.cast()
    with transaction():
        service.close_department(cast.two, cast.admin, cast.one, LAST_CHANGE)
    assert session.query(PersonRole).filter_by(department_id=cast.two.id).count() == 0
