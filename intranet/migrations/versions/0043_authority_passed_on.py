"""TL. that the head of a unit passed on to his deputy."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("signing_authority") as authority:
        authority.add_column(sa.Column("passed_from_id", sa.Integer(), nullable=True))
        authority.create_foreign_key(
            op.f("fk_signing_authority_passed_from_id_signing_authority"),
            "signing_authority",
            ["passed_from_id"],
            ["id"],
        )
        authority.create_index(op.f("ix_signing_authority_passed_from_id"), ["passed_from_id"])
        authority.create_check_constraint(
            op.f("ck_signing_authority_passed_on"),
            "passed_from_id IS NULL OR (capacity = 'TL' AND valid_until IS NOT NULL)",
        )


def downgrade() -> None:
    with op.batch_alter_table("signing_authority") as authority:
        authority.drop_constraint(op.f("ck_signing_authority_passed_on"), type_="check")
        authority.drop_index(op.f("ix_signing_authority_passed_from_id"))
        authority.drop_constraint(op.f("fk_signing_authority_passed_from_id_signing_authority"), type_="foreignkey")
        authority.drop_column("passed_from_id")
