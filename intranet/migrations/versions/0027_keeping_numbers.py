"""Numbers are kept back only by a rule of the office."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "keeping_rule",
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("basis <> ''", name=op.f("ck_keeping_rule_basis")),
        sa.ForeignKeyConstraint(["issuer_id"], ["issuer.id"], name=op.f("fk_keeping_rule_issuer_id_issuer")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_keeping_rule_by_id_person")),
        sa.PrimaryKeyConstraint("issuer_id", name=op.f("pk_keeping_rule")),
    )


def downgrade() -> None:
    op.drop_table("keeping_rule")
