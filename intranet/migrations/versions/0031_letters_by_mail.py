"""Letters by mail to receivers outside, with their files."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    new = {"to_name": 300, "to_address": 120, "reply_to": 120, "stopped_why": 300}
    with op.batch_alter_table("mail") as mail:
        mail.alter_column("person_id", existing_type=sa.Integer(), nullable=True)
        for name, length in new.items():
            mail.add_column(sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
    with op.batch_alter_table("mail") as mail:
        for name, length in new.items():
            mail.alter_column(
                name, existing_type=sa.String(length=length), existing_nullable=False, server_default=None
            )
        mail.create_check_constraint(op.f("ck_mail_receiver"), "(person_id IS NULL) = (to_address <> '')")
    with op.batch_alter_table("delivery") as delivery:
        delivery.add_column(sa.Column("email", sa.String(length=120), nullable=False, server_default=""))
    with op.batch_alter_table("delivery") as delivery:
        delivery.alter_column(
            "email", existing_type=sa.String(length=120), existing_nullable=False, server_default=None
        )
    op.create_table(
        "mail_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_mail_file_mail_id_mail")),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_mail_file_file_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_file")),
        sa.UniqueConstraint("mail_id", "position", name=op.f("uq_mail_file_mail_id_position")),
    )
    op.create_table(
        "delivery_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.CheckConstraint("kind IN ('letter', 'recall', 'replace', 'rectify')", name=op.f("ck_delivery_mail_kind")),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_delivery_mail_delivery_id_delivery")),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_delivery_mail_mail_id_mail")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_mail")),
        sa.UniqueConstraint("mail_id", name=op.f("uq_delivery_mail_mail_id")),
    )
    with op.batch_alter_table("delivery_mail") as batch_op:
        batch_op.create_index(op.f("ix_delivery_mail_delivery_id"), ["delivery_id"])


def downgrade() -> None:
    op.drop_table("delivery_mail")
    op.drop_table("mail_file")
    with op.batch_alter_table("delivery") as delivery:
        delivery.drop_column("email")
    with op.batch_alter_table("mail") as mail:
        mail.drop_constraint(op.f("ck_mail_receiver"), type_="check")
        for name in ("stopped_why", "reply_to", "to_address", "to_name"):
            mail.drop_column(name)
