"""Signing in: guessing is slowed down in the database, unknown names take as long as known ones."""

from datetime import timedelta

from sqlalchemy import delete, or_, select, update

from intranet.accounts import passwords, queries
from intranet.accounts.lockout import (
    FAMILIAR_FOR,
    PER_ACCOUNT,
    PER_ADDRESS,
    Try,
    account_failures,
    minutes_locked,
    network_of,
)
from intranet.accounts.models import LoginAttempt, Person
from intranet.core.clock import now
from intranet.core.db import lock, session, transaction
from intranet.core.errors import Invalid, Refused

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
KEPT_FOR = timedelta(days=60)


def sign_in(username: str, password: str, address: str | None) -> Person:
    """The person behind a name and a password; `address` is where the request came from.

    Takes two short transactions of its own and checks the password between them: the check is slow on purpose and
    must not hold up the office's writing. The try is noted before the check, so that many at once are all counted.

    Raises Invalid (wrong name or password, or too many tries: the sentence says how many minutes to wait) and
    Refused (the person has left).
    """
    username, network = username.strip().lower()[:80], network_of(address)
    with transaction():
        person = queries.find_person(username)
        if person is not None:
            lock(person)  # tries at one account queue up here, on PostgreSQL too
        _require_unlocked(username, network)
        attempt = LoginAttempt(username=username, address=network)
        session.add(attempt)
        session.flush()
        attempt_id, known_hash = attempt.id, person.password_hash if person else None
    if not passwords.is_right(known_hash or passwords.NOBODY, password) or known_hash is None:
        raise Invalid(WRONG, field="password")
    fresh_hash = passwords.hash_password(password) if passwords.is_outdated(known_hash) else known_hash
    with transaction():
        person = queries.find_person(username)
        if person is None or person.password_hash != known_hash:  # reset a moment ago
            raise Invalid(WRONG, field="password")
        if not person.is_active:
            raise Refused("Tài khoản này đã ngừng sử dụng.", "Nếu có nhầm lẫn, hãy liên hệ người quản trị.")
        person.password_hash = fresh_hash
        session.execute(update(LoginAttempt).where(LoginAttempt.id == attempt_id).values(succeeded=True))
        _forget_old_tries(username, network)
    return person


def forget_failures(username: str) -> None:
    """Unlock an account: its failed tries count no more. The caller has given it a new password."""
    session.execute(
        delete(LoginAttempt).where(LoginAttempt.username == username.lower(), LoginAttempt.succeeded.is_(False))
    )


def _require_unlocked(username: str, network: str) -> None:
    moment = now()
    tries = [
        Try(at, address, succeeded)
        for at, address, succeeded in session.execute(
            select(LoginAttempt.at, LoginAttempt.address, LoginAttempt.succeeded).where(
                LoginAttempt.username == username, LoginAttempt.at > moment - FAMILIAR_FOR
            )
        )
    ]
    from_there = session.scalars(
        select(LoginAttempt.at).where(
            LoginAttempt.address == network,
            LoginAttempt.at > moment - PER_ADDRESS.within,
            LoginAttempt.succeeded.is_(False),
        )
    ).all()
    account = minutes_locked(PER_ACCOUNT, account_failures(tries, network), moment)
    place = minutes_locked(PER_ADDRESS, from_there, moment)
    if account or place:
        whose = "tài khoản này" if account >= place else "máy hoặc mạng này"
        raise Invalid(f"Đã nhập sai quá nhiều lần từ {whose}. Hãy thử lại sau {max(account, place)} phút.")


def _forget_old_tries(username: str, network: str) -> None:
    session.execute(
        delete(LoginAttempt).where(
            or_(LoginAttempt.username == username, LoginAttempt.address == network), LoginAttempt.at < now() - KEPT_FOR
        )
    )
