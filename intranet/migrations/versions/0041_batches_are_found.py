"""Batches are found by their words, keys are folded as searches are; what programs spent counts for all processes."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rate_spent",
        sa.Column("whose", sa.String(length=40), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.Column("spent_before", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("whose", name=op.f("pk_rate_spent")),
    )
    op.add_column("batch", sa.Column("search_text", sa.Text(), nullable=False, server_default=""))
    fill()
    with op.batch_alter_table("batch") as batch_op:
        batch_op.alter_column("search_text", server_default=None)


def fill() -> None:
    """Batches made before are found by their title, without accents; all words come when they are numbered."""
    batch = _table("batch", "template_title", "subject", "sheet_name", "search_text")
    letter = _table("incoming_letter", "code", "agency", "code_key", "agency_key")
    bind = op.get_bind()
    for row in bind.execute(sa.select(batch)).all():
        words = f" {_folded(f'{row.template_title} {row.subject} {row.sheet_name}')}"
        bind.execute(sa.update(batch).where(batch.c.id == row.id).values(search_text=words))
    for row in bind.execute(sa.select(letter)).all():
        keys = {"code_key": _folded(row.code), "agency_key": _folded(row.agency)}
        bind.execute(sa.update(letter).where(letter.c.id == row.id).values(keys))


def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(column) for column in ("id", *columns)))


def _folded(text: str) -> str:
    """As docservice.searching folds when this is written."""
    words = re.sub(r"(?:[^\w%]|_)+", " ", unicodedata.normalize("NFC", text).casefold().replace("đ", "d")).strip()
    return "".join(c for c in unicodedata.normalize("NFD", words) if not unicodedata.combining(c))


def downgrade() -> None:
    with op.batch_alter_table("batch") as batch_op:
        batch_op.drop_column("search_text")
    op.drop_table("rate_spent")
