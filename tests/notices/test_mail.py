"""Letters against a real SMTP server: what they say, when they go, and that they go once."""

import os
import signal
import socket
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from intranet.accounts.models import Person
from intranet.core import jobs as queue
from intranet.core import mail as post
from intranet.core.clock import OFFICE_ZONE
from intranet.core.db import session, transaction
from intranet.notices import jobs, service
from intranet.notices.models import Mail, Notice
from intranet.notices.rules import MailState, Wish
from intranet.notices.service import Choices, choose, tell
from intranet.plans.rules import TaskProposal
from intranet.plans.service import TaskFacts, edit_task
from tests.notices.conftest import ADDRESS, use_mail_server
from tests.plans.conftest import Plans
from tests.support.mail_server import MailServer, free_port, running

THURSDAY, FRIDAY, SATURDAY, MONDAY = (date(2026, 11, day) for day in (26, 27, 28, 30))


def at(day: date, hour: int, minute: int = 0) -> time_machine.travel:
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, minute, tzinfo=OFFICE_ZONE), tick=False)


def digests() -> None:
    """What the worker does when an hour comes, and the letters it leads to."""
    jobs.write_digests()
    queue.run_due()


def only_mail() -> Mail:
    session.expire_all()
    return session.scalars(select(Mail)).one()


def give(plans: Plans, count: int = 1) -> list:
    proposals = [TaskProposal(words=f"Việc thứ {n}", department_id=plans.cast.one.id) for n in range(1, count + 1)]
    return plans.tasks(plans.plan("43"), *proposals)


def test_a_digest_says_in_vietnamese_what_is_new_and_where(
    cast: SimpleNamespace, plans: Plans, mail_server: MailServer
) -> None:
    with at(THURSDAY, 16, 20):
        [*_, task] = give(plans, 2)
        plan = task.plan_id
    with at(FRIDAY, 7):
        digests()
    [letter] = mail_server.taken
    assert mail_server.receivers == [["truong1@lmhtx.example.vn"]]
    assert letter["Subject"] == "Việc mới đến ngày 27/11/2026: 1 nội dung"
    # Python's own reader puts one more blank where a name goes on in the next line; RFC 2047 has none there.
    sender = " ".join(letter["From"].split())
    assert sender == "Liên minh Hợp tác xã thành phố Hải Phòng <noibo@lmhtx.example.vn>"
    assert letter["To"] == "Trưởng phòng 1 <truong1@lmhtx.example.vn>"
    assert letter["Message-ID"] == only_mail().message_id and letter["Auto-Submitted"] == "auto-generated"
    plain, html = (letter.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html"))
    assert "Kính gửi: Trưởng phòng 1" in plain and "Văn thư giao 2 nhiệm vụ (16:20)" in plain
    assert f"\n  {ADDRESS}/plans/{plan}\n" in plain
    assert f'<a href="{ADDRESS}/plans/{plan}">KH 43: Tuyên truyền thi đua</a>' in html
    assert "<b>Văn thư</b> giao 2 nhiệm vụ" in html


def test_one_digest_a_day_and_none_when_nothing_is_new(
    cast: SimpleNamespace, plans: Plans, mail_server: MailServer
) -> None:
    with at(THURSDAY, 16):
        give(plans)
    with at(FRIDAY, 6, 59):
        digests()
        assert mail_server.taken == []
    with at(FRIDAY, 9, 30):  # the machine was off at seven
        digests()
    with at(FRIDAY, 10):
        plans.task(cast.one)
        digests()
    assert len(mail_server.taken) == 1
    with at(SATURDAY, 8):
        digests()
    assert len(mail_server.taken) == 1, "the office does not work"
    with at(MONDAY, 7):
        digests()
    assert len(mail_server.taken) == 2
    with at(MONDAY + timedelta(days=1), 7):
        digests()
    assert len(mail_server.taken) == 2, "nothing is new"


def test_whoever_chooses_a_later_hour_gets_no_second_digest_that_day(
    cast: SimpleNamespace, plans: Plans, mail_server: MailServer
) -> None:
    with at(THURSDAY, 16):
        give(plans)
    with at(FRIDAY, 7):
        digests()
        with transaction():
            choose(cast.head, Choices(9, {}))
        plans.task(cast.one)
    with at(FRIDAY, 9), transaction():
        assert service.write_digest(cast.head, FRIDAY) is None
    with at(FRIDAY, 10):
        digests()
    assert len(mail_server.taken) == 1


def test_what_was_read_in_the_page_is_not_written_again(
    cast: SimpleNamespace, plans: Plans, mail_server: MailServer
) -> None:
    with at(THURSDAY, 16):
        give(plans)
        with transaction():
            service.read_all(cast.head, 10**6)
    with at(FRIDAY, 7):
        digests()
    assert mail_server.taken == []


@pytest.mark.parametrize(("hour", "came"), [(15, True), (16, False), (None, False)])
def test_the_digest_comes_at_the_chosen_hour(
    cast: SimpleNamespace, plans: Plans, mail_server: MailServer, hour: int | None, came: bool
) -> None:
    with transaction():
        choose(cast.head, Choices(hour, {}))
    with at(THURSDAY, 9):
        give(plans)
    with at(THURSDAY, 15):
        digests()
    assert bool(mail_server.taken) is came


def test_a_kind_nobody_wants_by_mail_is_in_no_letter(
    cast: SimpleNamespace, plans: Plans, mail_server: MailServer
) -> None:
    with transaction():
        choose(cast.head, Choices(7, {"task_given": Wish.NEVER}))
    with at(THURSDAY, 16):
        give(plans)
    with at(FRIDAY, 7):
        digests()
    assert mail_server.taken == []


def test_twenty_moved_deadlines_asked_for_at_once_are_one_letter_with_one_line(
    cast: SimpleNamespace, plans: Plans, mail_server: MailServer
) -> None:
    with transaction():
        choose(cast.head, Choices(7, {"deadline_moved": Wish.AT_ONCE}))
    with at(THURSDAY, 16):
        tasks = give(plans, 20)
        with transaction():
            for task in tasks:
                edit_task(task, TaskFacts(task.words, deadline=MONDAY), cast.clerk)
        queue.run_due()
        assert mail_server.taken == [], "a burst is gathered for a minute"
    with at(THURSDAY, 16, 1):
        queue.run_due()
    [letter] = mail_server.taken
    assert letter["Subject"] == "KH 43: Tuyên truyền thi đua: đổi thời hạn 20 nhiệm vụ"
    assert "giao 20 nhiệm vụ" not in letter.get_body(("plain",)).get_content(), "that waits for the digest"
    with at(FRIDAY, 7):
        digests()
    assert [mail["Subject"] for mail in mail_server.taken[1:]] == ["Việc mới đến ngày 27/11/2026: 1 nội dung"]
    assert "đổi thời hạn" not in mail_server.taken[1].get_body(("plain",)).get_content()


def test_whoever_tells_may_ask_for_a_letter_at_once_but_not_against_the_persons_wish(
    cast: SimpleNamespace, plans: Plans, mail_server: MailServer
) -> None:
    task = plans.task(cast.one)
    with transaction():
        choose(cast.clerk, Choices(7, {"task_commented": Wish.NEVER}))
        words = "nhắc: họp ngay chiều nay"
        tell([cast.head, cast.clerk], "task_commented", words, subject=task, actor=cast.leader, at_once=True)
    with time_machine.travel(datetime.now(OFFICE_ZONE) + timedelta(minutes=2), tick=False):
        queue.run_due()
    assert mail_server.receivers == [["truong1@lmhtx.example.vn"]]


def test_a_change_that_was_undone_is_written_to_nobody(
    cast: SimpleNamespace, plans: Plans, mail_server: MailServer
) -> None:
    task = plans.task(cast.one)
    with pytest.raises(RuntimeError), transaction():
        tell([cast.head], "task_commented", "nói", subject=task, actor=cast.clerk, at_once=True)
        raise RuntimeError
    with time_machine.travel(datetime.now(OFFICE_ZONE) + timedelta(minutes=2), tick=False):
        assert queue.run_due() == 0
    assert mail_server.taken == []


def test_a_server_that_is_down_gets_the_letter_when_it_is_up_again_and_once(app: Flask, cast: SimpleNamespace) -> None:
    port = free_port()
    use_mail_server(app, port)
    with at(THURSDAY, 9):
        with transaction():
            service.try_out(cast.admin)
        queue.run_due()
        mail = only_mail()
        assert (mail.state, mail.attempts) == (MailState.WAITING, 1) and "ConnectionRefused" in mail.reason
        with transaction():
            mail.attempts = 3  # two more tries in vain
    with running(MailServer(), port) as server:
        for minute in (1, 2, 3):
            with at(THURSDAY, 9, minute):
                queue.run_due()
    assert [letter["Subject"] for letter in server.taken] == ["Thư thử từ mạng nội bộ"]
    assert only_mail().state == MailState.SENT


def test_a_letter_is_given_up_after_three_days(app: Flask, cast: SimpleNamespace, mail_server: MailServer) -> None:
    mail_server.refuse["DATA"] = "451 Greylisted"
    with at(THURSDAY, 9), transaction():
        service.try_out(cast.admin)
    for hours in (0, 24, 48, 71, 73):
        with time_machine.travel(datetime(2026, 11, 26, 9, tzinfo=OFFICE_ZONE) + timedelta(hours=hours), tick=False):
            queue.run_due()
    mail = only_mail()
    assert (mail.state, mail.attempts) == (MailState.FAILED, 5) and mail.reason == "451 Greylisted"


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_an_address_the_server_does_not_know_is_not_tried_again(
    cast: SimpleNamespace, mail_server: MailServer, step: str
) -> None:
    mail_server.refuse[step] = "550 No such user"
    with transaction():
        service.try_out(cast.admin)
    queue.run_due()
    assert (only_mail().state, only_mail().reason) == (MailState.FAILED, "550 No such user")
    mail_server.refuse[step] = ""
    with transaction():
        service.send_again(only_mail(), cast.admin)
    queue.run_due()
    assert only_mail().state == MailState.SENT
    assert [letter["Message-ID"] for letter in mail_server.taken] == [only_mail().message_id]


class Killed(BaseException):
    """The worker's death: nothing of ours runs after it."""


@pytest.mark.parametrize(
    ("dies", "state", "taken"),
    [("before the mark", MailState.SENT, 1), ("after the mark", MailState.UNKNOWN, 0), ("after", MailState.UNKNOWN, 1)],
)
def test_a_worker_that_dies_leaves_a_letter_that_never_goes_twice(
    cast: SimpleNamespace, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch, dies: str, state: str, taken: int
) -> None:
    send = post.send

    def dying(message: object, receiver: str, may_go: object) -> bool:
        def mark_and_die() -> bool:
            if dies == "after the mark":
                may_go()
            raise Killed

        send(message, receiver, may_go if dies == "after" else mark_and_die)
        raise Killed

    with transaction():
        service.try_out(cast.admin)
    with monkeypatch.context() as patch:
        patch.setattr(post, "send", dying)
        with pytest.raises(Killed):
            queue.run_due("machine/1")
    session.rollback()
    assert queue.take_over("machine") == 1
    queue.run_due()
    assert (only_mail().state, len(mail_server.taken)) == (state, taken)


def test_a_worker_killed_while_the_server_takes_the_text_does_not_send_again(
    app: Flask, cast: SimpleNamespace, mail_server: MailServer, tmp_path: Path
) -> None:
    """The real `flask worker`, killed by the kernel; the next one takes its jobs over."""
    settings = f'secret_key = "{"x" * 40}"\n[mail]\nserver = "127.0.0.1"\nport = {mail_server.port}\n'
    (tmp_path / "settings.toml").write_text(settings + 'security = "none"\nsender = "noibo@lmhtx.example.vn"\n')
    with transaction():
        service.try_out(cast.admin)
    mail_server.hold.clear()
    environment = {**os.environ, "INTRANET_INSTANCE": str(tmp_path), "FLASK_APP": "wsgi"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "flask", "worker"]
    worker = subprocess.Popen(command, env=environment, cwd=Path(__file__).parents[2])
    assert mail_server.got_text.wait(60)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    mail_server.hold.set()
    assert only_mail().state == MailState.SENDING
    queue.take_over(socket.gethostname())
    queue.run_due()
    assert (only_mail().state, len(mail_server.taken)) == (MailState.UNKNOWN, 1)


@pytest.mark.parametrize(
    ("address", "reason"),
    [("ai@lmhtx.example.vn\r\nBcc: moi.nguoi@example.vn", "CR or LF"), ("không phải địa chỉ", ""), ("", "địa chỉ thư")],
)
def test_an_address_that_cannot_be_one_fails_with_its_reason(
    app: Flask, cast: SimpleNamespace, mail_server: MailServer, address: str, reason: str
) -> None:
    with transaction():
        service.try_out(cast.admin)
        session.get_one(Person, cast.admin.id).email = address
    queue.run_due()
    mail = only_mail()
    assert mail.state == MailState.FAILED and mail.reason and reason in mail.reason
    assert mail_server.taken == []


def test_line_breaks_in_words_do_not_become_headers(
    cast: SimpleNamespace, plans: Plans, mail_server: MailServer
) -> None:
    with transaction():
        choose(cast.head, Choices(7, {"task_commented": Wish.AT_ONCE}))
        session.get_one(Person, cast.head.id).name = 'Nguyễn "Ba" <b@c>, Trưởng phòng'
    task = plans.task(cast.one, words="Họp\r\nBcc: moi.nguoi@example.vn")
    with transaction():
        words = "nói: «a\r\nBcc: khac@example.vn\r\n\r\n<script>x</script>»"
        tell([cast.head], "task_commented", words, subject=task, actor=cast.clerk)
    with time_machine.travel(datetime.now(OFFICE_ZONE) + timedelta(minutes=2), tick=False):
        queue.run_due()
    [letter] = mail_server.taken
    assert letter["Bcc"] is None and mail_server.receivers == [["truong1@lmhtx.example.vn"]]
    assert "Bcc: khac@example.vn" in letter["Subject"] and "\n" not in letter["Subject"]
    assert letter["To"].addresses[0].display_name == 'Nguyễn "Ba" <b@c>, Trưởng phòng'
    assert "<script>" not in letter.get_body(("html",)).get_content()


def test_a_server_that_asks_for_a_name_gets_it(app: Flask, cast: SimpleNamespace, mail_server: MailServer) -> None:
    use_mail_server(app, mail_server.port, user="noibo", password="mat khau")
    with transaction():
        service.try_out(cast.admin)
    queue.run_due()
    assert only_mail().state == MailState.SENT, only_mail().reason
    assert mail_server.logins == [("noibo", "mat khau")]


def test_a_password_no_server_can_be_told_is_a_reason_not_a_fault(
    app: Flask, cast: SimpleNamespace, mail_server: MailServer
) -> None:
    use_mail_server(app, mail_server.port, user="noibo", password="mật khẩu")
    with transaction():
        service.try_out(cast.admin)
    queue.run_due()
    assert only_mail().state == MailState.WAITING and "UnicodeEncodeError" in only_mail().reason


def test_without_a_mail_server_all_is_on_the_bell_and_nothing_fails(cast: SimpleNamespace, plans: Plans) -> None:
    with transaction():
        choose(cast.head, Choices(7, {"task_given": Wish.AT_ONCE}))
    with at(THURSDAY, 16):
        give(plans)
    with at(FRIDAY, 7):
        digests()
    assert session.scalars(select(Mail)).all() == []
    assert session.scalars(select(Notice).where(Notice.person_id == cast.head.id)).one().read_at is None
    assert session.scalars(select(queue.Job.state)).unique().all() == [queue.JobState.DONE]
