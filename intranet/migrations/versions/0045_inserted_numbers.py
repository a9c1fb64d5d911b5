"""An office's rule may also let numbers be put between others (43a); off until it does."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("keeping_rule") as rule:
        rule.add_column(sa.Column("inserts", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("keeping_rule") as rule:
        rule.alter_column("inserts", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("keeping_rule") as rule:
        rule.drop_column("inserts")
