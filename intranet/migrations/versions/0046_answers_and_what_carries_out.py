"""A letter that carries an incoming one out is no answer to it."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("incoming_answer") as answer:
        answer.add_column(sa.Column("is_reply", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("incoming_answer") as answer:
        answer.alter_column("is_reply", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("incoming_answer") as answer:
        answer.drop_column("is_reply")
