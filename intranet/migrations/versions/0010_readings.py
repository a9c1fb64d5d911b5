"""Letters that are read: readings, their pages and proposals; a task knows its passage and the department's part."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tasks there are so far were not read, and say nothing of a role."""
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("pages_read", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("plain_blocks", sa.JSON(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("symbol", sa.String(length=60), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("issuer_words", sa.String(length=300), nullable=False),
        sa.Column("legal_bases", sa.JSON(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=True),
        sa.Column("spared_ids", sa.JSON(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("file_sha256 IS NOT NULL OR typed <> ''", name=op.f("ck_reading_letter")),
        sa.CheckConstraint("purpose = 'plan' OR plan_id IS NOT NULL", name=op.f("ck_reading_plan")),
        sa.CheckConstraint("purpose IN ('plan', 'add', 'amend')", name=op.f("ck_reading_purpose")),
        sa.CheckConstraint(
            "state IN ('reading', 'ready', 'failed', 'confirmed', 'dropped')", name=op.f("ck_reading_state")
        ),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_reading_changed_by_id_person")),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_reading_file_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(["leader_id"], ["person.id"], name=op.f("fk_reading_leader_id_person")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_reading_made_by_id_person")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_reading_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    op.create_index("ix_reading_plan_id", "reading", ["plan_id"])
    op.create_index("ix_reading_state", "reading", ["state"])

    op.create_table(
        "reading_page",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("plain", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_reading_page_reading_id_reading")),
        sa.PrimaryKeyConstraint("reading_id", "number", name=op.f("pk_reading_page")),
    )
    op.create_table(
        "reading_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("unit_words", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("support_words", sa.JSON(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("deadline_words", sa.String(length=300), nullable=False),
        sa.Column("deadline_kind", sa.String(length=20), nullable=False),
        sa.Column("deadline_rule", sa.String(length=200), nullable=False),
        sa.Column("needs_evidence", sa.Boolean(), nullable=False),
        sa.Column("is_asked", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("passages", sa.JSON(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("change", sa.String(length=10), nullable=False),
        sa.Column("old_ids", sa.JSON(), nullable=False),
        sa.CheckConstraint("change IN ('new', 'kept', 'changed')", name=op.f("ck_reading_proposal_change")),
        sa.CheckConstraint("role IN ('lead', 'support', 'do')", name=op.f("ck_reading_proposal_role")),
        sa.CheckConstraint("state IN ('proposed', 'accepted', 'dropped')", name=op.f("ck_reading_proposal_state")),
        sa.CheckConstraint("department_id IS NULL OR group_id IS NULL", name=op.f("ck_reading_proposal_receiver")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_reading_proposal_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["department_group.id"], name=op.f("fk_reading_proposal_group_id_department_group")
        ),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_reading_proposal_reading_id_reading")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_proposal")),
    )
    op.create_index("ix_reading_proposal_department_id", "reading_proposal", ["department_id"])
    op.create_index("ix_reading_proposal_reading_id", "reading_proposal", ["reading_id"])

    op.create_table(
        "reading_proposal_support",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_reading_proposal_support_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["reading_proposal.id"],
            name=op.f("fk_reading_proposal_support_proposal_id_reading_proposal"),
        ),
        sa.PrimaryKeyConstraint("proposal_id", "department_id", name=op.f("pk_reading_proposal_support")),
    )
    op.create_index("ix_reading_proposal_support_department_id", "reading_proposal_support", ["department_id"])
    with _triggers_kept("task"), op.batch_alter_table("task") as task:
        task.add_column(sa.Column("role", sa.String(length=10), nullable=False, server_default="do"))
        task.add_column(sa.Column("reading_id", sa.Integer(), nullable=True))
        task.add_column(sa.Column("passage", sa.String(length=80), nullable=False, server_default=""))
        task.create_check_constraint(op.f("ck_task_role"), "role IN ('lead', 'support', 'do')")
        task.create_foreign_key(op.f("fk_task_reading_id_reading"), "reading", ["reading_id"], ["id"])
        task.create_index(op.f("ix_task_reading_id"), ["reading_id"])
    with _triggers_kept("task"), op.batch_alter_table("task") as task:
        task.alter_column("role", existing_type=sa.String(length=10), existing_nullable=False, server_default=None)
        task.alter_column("passage", existing_type=sa.String(length=80), existing_nullable=False, server_default=None)


def downgrade() -> None:
    """Takes the readings away; the tasks made of them stay."""
    with _triggers_kept("task"), op.batch_alter_table("task") as task:
        task.drop_index(op.f("ix_task_reading_id"))
        task.drop_constraint(op.f("fk_task_reading_id_reading"), type_="foreignkey")
        task.drop_constraint(op.f("ck_task_role"), type_="check")
        for column in ("passage", "reading_id", "role"):
            task.drop_column(column)
    for table in ("reading_proposal_support", "reading_proposal", "reading_page", "reading"):
        op.drop_table(table)


@contextmanager
def _triggers_kept(table: str) -> Iterator[None]:
    """SQLite makes a changed table anew and forgets its triggers; they are put back as they were."""
    bind = op.get_bind()
    kept = []
    if bind.dialect.name == "sqlite":
        found = sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
        kept = list(bind.execute(found, {"table": table}).scalars())
    yield
    for statement in kept:
        op.execute(statement)
