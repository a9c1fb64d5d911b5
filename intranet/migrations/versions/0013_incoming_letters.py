"""Incoming letters: the letters, their files and pages, directions, forwardings, advice and answers."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New tables alone."""
    op.create_table(
        "incoming_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("agency", sa.String(length=300), nullable=False),
        sa.Column("agency_key", sa.String(length=300), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("code_key", sa.String(length=100), nullable=False),
        sa.Column("identifier", sa.String(length=100), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=True),
        sa.Column("type_name", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("urgency", sa.String(length=12), nullable=False),
        sa.Column("secrecy", sa.String(length=12), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("twin_id", sa.Integer(), nullable=True),
        sa.Column("twin_reason", sa.Text(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=True),
        sa.Column("limit_on", sa.Date(), nullable=True),
        sa.Column("returned_note", sa.Text(), nullable=False),
        sa.Column("record_symbol", sa.String(length=60), nullable=False),
        sa.Column("view_sha256", sa.String(length=64), nullable=True),
        sa.Column("text_sha256", sa.String(length=64), nullable=True),
        sa.Column("stamped_sha256", sa.String(length=64), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("reading_state", sa.String(length=10), nullable=False),
        sa.Column("reading_reason", sa.Text(), nullable=False),
        sa.Column("proposals", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("received_by_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'secret') = (secrecy <> '')", name=op.f("ck_incoming_letter_secret")),
        sa.CheckConstraint(
            "NOT (state IN ('cancelled', 'finished', 'handling', 'presented', 'registered')) OR number IS NOT NULL",
            name=op.f("ck_incoming_letter_number"),
        ),
        sa.CheckConstraint(
            "reading_state IN ('none', 'waiting', 'ready', 'failed')", name=op.f("ck_incoming_letter_reading_state")
        ),
        sa.CheckConstraint("secrecy IN ('', 'mat', 'toi_mat', 'tuyet_mat')", name=op.f("ck_incoming_letter_secrecy")),
        sa.CheckConstraint(
            "state <> 'secret' OR (subject = '' AND code = '' AND agency = '')",
            name=op.f("ck_incoming_letter_secret_is_blank"),
        ),
        sa.CheckConstraint(
            "state IN ('received', 'registered', 'presented', 'handling', 'finished', 'discarded', 'cancelled', 'secret')",
            name=op.f("ck_incoming_letter_state"),
        ),
        sa.CheckConstraint(
            "urgency IN ('', 'khan', 'thuong_khan', 'hoa_toc')", name=op.f("ck_incoming_letter_urgency")
        ),
        sa.CheckConstraint("(number IS NULL) = (book_id IS NULL)", name=op.f("ck_incoming_letter_book")),
        sa.ForeignKeyConstraint(
            ["book_id"], ["register_book.id"], name=op.f("fk_incoming_letter_book_id_register_book")
        ),
        sa.ForeignKeyConstraint(["leader_id"], ["person.id"], name=op.f("fk_incoming_letter_leader_id_person")),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["person.id"], name=op.f("fk_incoming_letter_received_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["stamped_sha256"], ["stored_file.sha256"], name=op.f("fk_incoming_letter_stamped_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["text_sha256"], ["stored_file.sha256"], name=op.f("fk_incoming_letter_text_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["twin_id"], ["incoming_letter.id"], name=op.f("fk_incoming_letter_twin_id_incoming_letter")
        ),
        sa.ForeignKeyConstraint(
            ["view_sha256"], ["stored_file.sha256"], name=op.f("fk_incoming_letter_view_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_letter")),
        sa.UniqueConstraint("book_id", "number", name=op.f("uq_incoming_letter_book_id_number")),
    )
    with op.batch_alter_table("incoming_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incoming_letter_code_key"), ["code_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_incoming_letter_identifier"), ["identifier"], unique=False)
        batch_op.create_index(batch_op.f("ix_incoming_letter_leader_id"), ["leader_id"], unique=False)
        batch_op.create_index("ix_incoming_letter_state", ["state", "arrived_on"], unique=False)

    op.create_table(
        "incoming_advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("of_head", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_incoming_advice_by_id_person")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_incoming_advice_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["incoming_letter.id"], name=op.f("fk_incoming_advice_letter_id_incoming_letter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_advice")),
    )
    with op.batch_alter_table("incoming_advice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incoming_advice_letter_id"), ["letter_id"], unique=False)

    op.create_table(
        "incoming_direction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["leader_id"], ["person.id"], name=op.f("fk_incoming_direction_leader_id_person")),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["incoming_letter.id"], name=op.f("fk_incoming_direction_letter_id_incoming_letter")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_incoming_direction_recorded_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_direction")),
    )
    with op.batch_alter_table("incoming_direction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incoming_direction_letter_id"), ["letter_id"], unique=False)

    op.create_table(
        "incoming_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_incoming_file_file_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["incoming_letter.id"], name=op.f("fk_incoming_file_letter_id_incoming_letter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_file")),
        sa.UniqueConstraint("letter_id", "position", name=op.f("uq_incoming_file_letter_id_position")),
    )
    with op.batch_alter_table("incoming_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incoming_file_file_sha256"), ["file_sha256"], unique=False)

    op.create_table(
        "incoming_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("is_scan", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["incoming_letter.id"], name=op.f("fk_incoming_page_letter_id_incoming_letter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_page")),
        sa.UniqueConstraint("letter_id", "n", name=op.f("uq_incoming_page_letter_id_n")),
    )
    op.create_table(
        "incoming_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("outside", sa.String(length=120), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(document_id IS NULL) = (outside <> '')", name=op.f("ck_incoming_answer_origin")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_incoming_answer_by_id_person")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_incoming_answer_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["incoming_letter.id"], name=op.f("fk_incoming_answer_letter_id_incoming_letter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_answer")),
        sa.UniqueConstraint("letter_id", "document_id", name=op.f("uq_incoming_answer_letter_id_document_id")),
    )
    with op.batch_alter_table("incoming_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incoming_answer_document_id"), ["document_id"], unique=False)

    op.create_table(
        "incoming_forwarding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("direction_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("sent_by_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by_id", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("part IN ('lead', 'support', 'inform')", name=op.f("ck_incoming_forwarding_part")),
        sa.CheckConstraint("(seen_at IS NULL) = (seen_by_id IS NULL)", name=op.f("ck_incoming_forwarding_seen")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_incoming_forwarding_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["direction_id"],
            ["incoming_direction.id"],
            name=op.f("fk_incoming_forwarding_direction_id_incoming_direction"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["incoming_letter.id"], name=op.f("fk_incoming_forwarding_letter_id_incoming_letter")
        ),
        sa.ForeignKeyConstraint(["seen_by_id"], ["person.id"], name=op.f("fk_incoming_forwarding_seen_by_id_person")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["person.id"], name=op.f("fk_incoming_forwarding_sent_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_forwarding")),
    )
    with op.batch_alter_table("incoming_forwarding", schema=None) as batch_op:
        batch_op.create_index("ix_incoming_forwarding_department_id", ["department_id", "seen_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_incoming_forwarding_direction_id"), ["direction_id"], unique=False)
        batch_op.create_index("ix_incoming_forwarding_letter_id", ["letter_id"], unique=False)


def downgrade() -> None:
    """Incoming letters go with their tables."""

    with op.batch_alter_table("incoming_forwarding", schema=None) as batch_op:
        batch_op.drop_index("ix_incoming_forwarding_letter_id")
        batch_op.drop_index(batch_op.f("ix_incoming_forwarding_direction_id"))
        batch_op.drop_index("ix_incoming_forwarding_department_id")

    op.drop_table("incoming_forwarding")
    with op.batch_alter_table("incoming_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incoming_answer_document_id"))

    op.drop_table("incoming_answer")
    op.drop_table("incoming_page")
    with op.batch_alter_table("incoming_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incoming_file_file_sha256"))

    op.drop_table("incoming_file")
    with op.batch_alter_table("incoming_direction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incoming_direction_letter_id"))

    op.drop_table("incoming_direction")
    with op.batch_alter_table("incoming_advice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incoming_advice_letter_id"))

    op.drop_table("incoming_advice")
    with op.batch_alter_table("incoming_letter", schema=None) as batch_op:
        batch_op.drop_index("ix_incoming_letter_state")
        batch_op.drop_index(batch_op.f("ix_incoming_letter_leader_id"))
        batch_op.drop_index(batch_op.f("ix_incoming_letter_identifier"))
        batch_op.drop_index(batch_op.f("ix_incoming_letter_code_key"))

    op.drop_table("incoming_letter")
