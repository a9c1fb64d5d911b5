"""Mail: the outbox, what each person chose, and how each notice shall reach him."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WISHES = "wish IN ('at_once', 'digest', 'never')"
STATES = "state IN ('waiting', 'sending', 'sent', 'unknown', 'failed')"


def upgrade() -> None:
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(STATES, name=op.f("ck_mail_state")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mail_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mail_message_id")),
    )
    op.create_index("ix_mail_state", "mail", ["state", "id"])
    op.create_index(op.f("ix_mail_person_id"), "mail", ["person_id"])
    op.create_table(
        "mail_rhythm",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest_hour", sa.Integer(), nullable=True),
        sa.Column("digest_on", sa.Date(), nullable=True),
        sa.CheckConstraint("digest_hour BETWEEN 0 AND 23", name=op.f("ck_mail_rhythm_digest_hour")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mail_rhythm_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_mail_rhythm")),
    )
    op.create_table(
        "mail_choice",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("wish", sa.String(10), nullable=False),
        sa.CheckConstraint(WISHES, name=op.f("ck_mail_choice_wish")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mail_choice_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_mail_choice")),
    )
    with op.batch_alter_table("notice") as notice:
        notice.add_column(sa.Column("wish", sa.String(10), nullable=False, server_default="digest"))
        notice.add_column(sa.Column("mail_id", sa.Integer(), nullable=True))
        notice.create_foreign_key(op.f("fk_notice_mail_id_mail"), "mail", ["mail_id"], ["id"])
        notice.create_check_constraint(op.f("ck_notice_wish"), WISHES)
        notice.create_index(op.f("ix_notice_mail_id"), ["mail_id"])
    with op.batch_alter_table("notice") as notice:
        notice.alter_column("wish", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("notice") as notice:
        notice.drop_index(op.f("ix_notice_mail_id"))
        notice.drop_constraint(op.f("ck_notice_wish"), type_="check")
        notice.drop_constraint(op.f("fk_notice_mail_id_mail"), type_="foreignkey")
        notice.drop_column("mail_id")
        notice.drop_column("wish")
    op.drop_table("mail_choice")
    op.drop_table("mail_rhythm")
    op.drop_table("mail")
