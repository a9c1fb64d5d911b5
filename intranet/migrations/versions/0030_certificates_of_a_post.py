"""A certificate may be given for one post: it then signs only letters of that capacity."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("certificate") as batch_op:
        batch_op.add_column(sa.Column("authority_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_certificate_authority_id_signing_authority"), "signing_authority", ["authority_id"], ["id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_certificate_post_of_a_person"), "authority_id IS NULL OR person_id IS NOT NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("certificate") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_certificate_post_of_a_person"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_certificate_authority_id_signing_authority"), type_="foreignkey")
        batch_op.drop_column("authority_id")
