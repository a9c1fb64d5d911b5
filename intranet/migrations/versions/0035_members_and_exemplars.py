"""Cooperatives and member businesses, exemplary people and models, and which departments are charged with them."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def _references(table: str, **targets: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}_{target.split('.')[0]}"))
        for column, target in targets.items()
    ]


def upgrade() -> None:
    op.create_table(
        "emulation_duty",
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(length=10), nullable=False),
        sa.CheckConstraint("duty IN ('awards', 'publicity')", name=op.f("ck_emulation_duty_duty")),
        *_references("emulation_duty", department_id="department.id"),
        sa.PrimaryKeyConstraint("department_id", "duty", name=op.f("pk_emulation_duty")),
    )
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("name_key", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("tax_code", sa.String(length=14), nullable=True),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("representative", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("member_count", sa.Integer(), nullable=True),
        sa.Column("worker_count", sa.Integer(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('htx', 'lien_hiep', 'qtd', 'to_hop_tac', 'dn')", name=op.f("ck_member_kind")),
        sa.CheckConstraint("member_count >= 0 AND worker_count >= 0", name=op.f("ck_member_counts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("tax_code", name=op.f("uq_member_tax_code")),
    )
    op.create_index("ix_member_name_key", "member", ["name_key"])
    op.create_table(
        "member_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.CheckConstraint("(taken_at IS NULL) = (taken_by_id IS NULL)", name=op.f("ck_member_import_taken")),
        *_references("member_import", file_sha256="stored_file.sha256", by_id="person.id", taken_by_id="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_import")),
    )
    op.create_table(
        "exemplar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=120), nullable=False),
        sa.Column("achievement", sa.Text(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('person', 'collective', 'model')", name=op.f("ck_exemplar_kind")),
        sa.CheckConstraint(
            "state IN ('found', 'nurtured', 'proposed', 'awarded', 'dropped')", name=op.f("ck_exemplar_state")
        ),
        *_references("exemplar", member_id="member.id", department_id="department.id", by_id="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemplar")),
    )
    op.create_index("ix_exemplar_state", "exemplar", ["state", "id"])
    for column in ("name_key", "member_id", "department_id"):
        op.create_index(op.f(f"ix_exemplar_{column}"), "exemplar", [column])
    op.create_table(
        "exemplar_judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exemplar_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=10), nullable=False),
        sa.Column("is_met", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "criterion IN ('law', 'work', 'ideas', 'others')", name=op.f("ck_exemplar_judgement_criterion")
        ),
        *_references("exemplar_judgement", exemplar_id="exemplar.id", by_id="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemplar_judgement")),
        sa.UniqueConstraint("exemplar_id", "criterion", name=op.f("uq_exemplar_judgement_exemplar_id_criterion")),
    )
    op.create_table(
        "exemplar_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exemplar_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('report', 'minutes', 'levy', 'initiative', 'other')", name=op.f("ck_exemplar_paper_kind")
        ),
        *_references("exemplar_paper", exemplar_id="exemplar.id", file_sha256="stored_file.sha256", by_id="person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemplar_paper")),
    )
    op.create_index(op.f("ix_exemplar_paper_exemplar_id"), "exemplar_paper", ["exemplar_id"])


def downgrade() -> None:
    for table in (
        "exemplar_paper", "exemplar_judgement", "exemplar", "member_import", "member", "emulation_duty",
    ):  # fmt: skip
        op.drop_table(table)
