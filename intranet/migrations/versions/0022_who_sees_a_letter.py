"""Who may see a letter that is out: named readers, and widenings that wait for a confirmation."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("document") as batch_op:
        batch_op.add_column(sa.Column("is_restricted", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "document_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(department_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_document_reader_one")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_document_reader_document_id_document")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_document_reader_department_id_department")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_document_reader_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_reader")),
    )
    op.create_table(
        "document_access_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("is_restricted", sa.Boolean(), nullable=False),
        sa.Column("readers", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("judged_by_id", sa.Integer(), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'confirmed', 'refused')", name=op.f("ck_document_access_change_state")
        ),
        sa.CheckConstraint("(state = 'waiting') = (judged_at IS NULL)", name=op.f("ck_document_access_change_judged")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_access_change_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_document_access_change_asked_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["judged_by_id"], ["person.id"], name=op.f("fk_document_access_change_judged_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_access_change")),
    )
    for table in ("document_reader", "document_access_change"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.create_index(op.f(f"ix_{table}_document_id"), ["document_id"])


def downgrade() -> None:
    op.drop_table("document_access_change")
    op.drop_table("document_reader")
    with op.batch_alter_table("document") as batch_op:
        batch_op.drop_column("is_restricted")
