"""Signatures: certificates, pictures, the office's key, and the copies signed with keys."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("issuer_id", sa.Integer(), nullable=True),
        sa.Column("der", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("holder", sa.String(length=300), nullable=False),
        sa.Column("given_by", sa.String(length=300), nullable=False),
        sa.Column("serial", sa.String(length=80), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bound_by_id", sa.Integer(), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (issuer_id IS NULL)", name=op.f("ck_certificate_one_owner")),
        sa.ForeignKeyConstraint(["bound_by_id"], ["person.id"], name=op.f("fk_certificate_bound_by_id_person")),
        sa.ForeignKeyConstraint(["issuer_id"], ["issuer.id"], name=op.f("fk_certificate_issuer_id_issuer")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_certificate_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    op.create_index(op.f("ix_certificate_fingerprint"), "certificate", ["fingerprint"], unique=False)
    op.create_index(op.f("ix_certificate_issuer_id"), "certificate", ["issuer_id"], unique=False)
    op.create_index(op.f("ix_certificate_person_id"), "certificate", ["person_id"], unique=False)
    op.create_table(
        "signature_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("issuer_id", sa.Integer(), nullable=True),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(person_id IS NULL) <> (issuer_id IS NULL)", name=op.f("ck_signature_picture_one_owner")),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_signature_picture_file_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(["issuer_id"], ["issuer.id"], name=op.f("fk_signature_picture_issuer_id_issuer")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signature_picture_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature_picture")),
    )
    op.create_index(op.f("ix_signature_picture_issuer_id"), "signature_picture", ["issuer_id"], unique=False)
    op.create_index(op.f("ix_signature_picture_person_id"), "signature_picture", ["person_id"], unique=False)
    op.create_table(
        "seal_key",
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("module", sa.String(length=300), nullable=False),
        sa.Column("token", sa.String(length=100), nullable=False),
        sa.Column("key_label", sa.String(length=100), nullable=False),
        sa.CheckConstraint("(file_sha256 IS NULL) <> (token = '')", name=op.f("ck_seal_key_one_place")),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_seal_key_certificate_id_certificate")
        ),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_seal_key_file_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(["issuer_id"], ["issuer.id"], name=op.f("fk_seal_key_issuer_id_issuer")),
        sa.PrimaryKeyConstraint("issuer_id", name=op.f("pk_seal_key")),
    )
    op.create_table(
        "electronic_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("blank_sha256", sa.String(length=64), nullable=True),
        sa.Column("signed_sha256", sa.String(length=64), nullable=True),
        sa.Column("numbered_sha256", sa.String(length=64), nullable=True),
        sa.Column("sealed_sha256", sa.String(length=64), nullable=True),
        sa.Column("pending", sa.JSON(), nullable=True),
        sa.Column("pending_sha256", sa.String(length=64), nullable=True),
        sa.Column("certificate_id", sa.Integer(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("broken", sa.Text(), nullable=False),
        sa.CheckConstraint("state <> 'ready' OR blank_sha256 IS NOT NULL", name=op.f("ck_electronic_copy_blank")),
        sa.CheckConstraint("state IN ('waiting', 'ready', 'failed')", name=op.f("ck_electronic_copy_state")),
        sa.CheckConstraint(
            "numbered_sha256 IS NULL OR signed_sha256 IS NOT NULL", name=op.f("ck_electronic_copy_signed_first")
        ),
        sa.CheckConstraint(
            "sealed_sha256 IS NULL OR numbered_sha256 IS NOT NULL", name=op.f("ck_electronic_copy_numbered_first")
        ),
        sa.ForeignKeyConstraint(
            ["blank_sha256"], ["stored_file.sha256"], name=op.f("fk_electronic_copy_blank_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["certificate.id"], name=op.f("fk_electronic_copy_certificate_id_certificate")
        ),
        sa.ForeignKeyConstraint(
            ["document_id", "n"],
            ["document_version.document_id", "document_version.n"],
            name=op.f("fk_electronic_copy_document_id_n_document_version"),
        ),
        sa.ForeignKeyConstraint(
            ["numbered_sha256"], ["stored_file.sha256"], name=op.f("fk_electronic_copy_numbered_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["pending_sha256"], ["stored_file.sha256"], name=op.f("fk_electronic_copy_pending_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["sealed_sha256"], ["stored_file.sha256"], name=op.f("fk_electronic_copy_sealed_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["signed_sha256"], ["stored_file.sha256"], name=op.f("fk_electronic_copy_signed_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_electronic_copy")),
        sa.UniqueConstraint("document_id", "n", name=op.f("uq_electronic_copy_document_id_n")),
    )
    op.create_index(op.f("ix_electronic_copy_sealed_sha256"), "electronic_copy", ["sealed_sha256"], unique=False)


def downgrade() -> None:

    op.drop_index(op.f("ix_electronic_copy_sealed_sha256"), table_name="electronic_copy")
    op.drop_table("electronic_copy")
    op.drop_table("seal_key")
    op.drop_index(op.f("ix_signature_picture_person_id"), table_name="signature_picture")
    op.drop_index(op.f("ix_signature_picture_issuer_id"), table_name="signature_picture")
    op.drop_table("signature_picture")
    op.drop_index(op.f("ix_certificate_person_id"), table_name="certificate")
    op.drop_index(op.f("ix_certificate_issuer_id"), table_name="certificate")
    op.drop_index(op.f("ix_certificate_fingerprint"), table_name="certificate")
    op.drop_table("certificate")
