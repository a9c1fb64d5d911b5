"""The log is a chain: every line of history gets its link, those written before as well."""

import hashlib
import json
from datetime import UTC
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

GUARDS = {
    "sqlite": [
        "CREATE TRIGGER history_link_no_update BEFORE UPDATE ON history_link "
        "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END",
        "CREATE TRIGGER history_link_no_delete BEFORE DELETE ON history_link "
        "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END",
    ],
    "postgresql": [
        "CREATE TRIGGER history_link_no_change BEFORE UPDATE OR DELETE ON history_link "
        "FOR EACH ROW EXECUTE FUNCTION history_append_only()",
    ],
}
HISTORY = sa.table(
    "history",
    sa.column("id", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("subject_type", sa.String),
    sa.column("subject_id", sa.Integer),
    sa.column("actor_id", sa.Integer),
    sa.column("actor_name", sa.String),
    sa.column("act", sa.String),
    sa.column("words", sa.Text),
    sa.column("note", sa.Text),
    sa.column("before", sa.String),
    sa.column("after", sa.String),
    sa.column("detail", sa.JSON),
)


def upgrade() -> None:
    link = op.create_table(
        "history_link",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("history_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["history_id"], ["history.id"], name=op.f("fk_history_link_history_id_history")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_history_link")),
        sa.UniqueConstraint("history_id", name=op.f("uq_history_link_history_id")),
    )
    head = op.create_table(
        "history_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_history_head_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_head")),
    )
    connection = op.get_bind()
    seq, last = 0, "0" * 64
    for row in connection.execute(sa.select(HISTORY).order_by(HISTORY.c.id)).all():
        seq, last = seq + 1, _sealed(last, dict(row._mapping))
        connection.execute(sa.insert(link).values(seq=seq, history_id=row.id, hash=last))
    if seq:
        connection.execute(sa.insert(head).values(id=1, seq=seq, hash=last))
    for statement in GUARDS[connection.dialect.name]:
        op.execute(statement)


def _sealed(before: str, row: dict[str, Any]) -> str:
    at = row["at"] if row["at"].tzinfo else row["at"].replace(tzinfo=UTC)
    row["at"] = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def downgrade() -> None:
    op.drop_table("history_head")
    op.drop_table("history_link")
