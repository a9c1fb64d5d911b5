"""A letter that bears no number goes out by a state of its own."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

EARLIER = (
    "'draft', 'checking', 'presented', 'signed', 'numbered', 'scanned', 'issued', 'recalled', 'replaced', 'cancelled'"
)
NOW = EARLIER.replace("'issued', ", "'issued', 'sent', ")


def upgrade() -> None:
    _states(NOW, "state NOT IN ('issued', 'sent')")


def _states(known: str, not_out: str) -> None:
    with op.batch_alter_table("document") as batch_op:
        batch_op.drop_constraint(op.f("ck_document_state"), type_="check")
        batch_op.drop_constraint(op.f("ck_document_issued_at"), type_="check")
        batch_op.create_check_constraint(op.f("ck_document_state"), f"state IN ({known})")
        batch_op.create_check_constraint(op.f("ck_document_issued_at"), f"{not_out} OR issued_at IS NOT NULL")


def downgrade() -> None:
    _states(EARLIER, "state <> 'issued'")
