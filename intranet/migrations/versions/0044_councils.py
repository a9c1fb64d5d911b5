"""A council or board that issues letters under an agency's seal is an issuer of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("issuer") as issuer:
        issuer.add_column(sa.Column("seal_of_id", sa.Integer(), nullable=True))
        issuer.create_foreign_key(op.f("fk_issuer_seal_of_id_issuer"), "issuer", ["seal_of_id"], ["id"])
        issuer.create_index(op.f("ix_issuer_seal_of_id"), ["seal_of_id"])


def downgrade() -> None:
    with op.batch_alter_table("issuer") as issuer:
        issuer.drop_index(op.f("ix_issuer_seal_of_id"))
        issuer.drop_constraint(op.f("fk_issuer_seal_of_id_issuer"), type_="foreignkey")
        issuer.drop_column("seal_of_id")
