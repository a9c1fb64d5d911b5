"""Incoming letters go to single persons too."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

RECEIVER = "department_id IS NOT NULL OR (person_id IS NOT NULL AND part <> 'lead')"


def upgrade() -> None:
    with op.batch_alter_table("incoming_forwarding") as forwarding:
        forwarding.alter_column("department_id", existing_type=sa.Integer(), nullable=True)
        forwarding.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        forwarding.create_foreign_key(op.f("fk_incoming_forwarding_person_id_person"), "person", ["person_id"], ["id"])
        forwarding.create_check_constraint(op.f("ck_incoming_forwarding_receiver"), RECEIVER)
        forwarding.create_index("ix_incoming_forwarding_person_id", ["person_id", "seen_at"])


def downgrade() -> None:
    with op.batch_alter_table("incoming_forwarding") as forwarding:
        forwarding.drop_index("ix_incoming_forwarding_person_id")
        forwarding.drop_constraint(op.f("ck_incoming_forwarding_receiver"), type_="check")
        forwarding.drop_constraint(op.f("fk_incoming_forwarding_person_id_person"), type_="foreignkey")
        forwarding.drop_column("person_id")
        forwarding.alter_column("department_id", existing_type=sa.Integer(), nullable=False)
