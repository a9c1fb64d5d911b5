"""Tasks come from plans, from directions on incoming letters and from conclusions of briefings."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every source there is so far is a plan."""
    with op.batch_alter_table("plan") as plan:
        plan.add_column(sa.Column("kind", sa.String(length=12), nullable=False, server_default="plan"))
        plan.add_column(sa.Column("origin_id", sa.Integer(), nullable=True))
        plan.drop_constraint("uq_plan_number_symbol_issued_on", type_="unique")
        plan.create_unique_constraint("uq_plan_kind_number_symbol_issued_on", ["kind", "number", "symbol", "issued_on"])
        plan.create_unique_constraint("uq_plan_kind_origin_id", ["kind", "origin_id"])
        plan.create_check_constraint(op.f("ck_plan_kind"), "kind IN ('plan', 'directive', 'conclusions')")
        plan.create_check_constraint(op.f("ck_plan_origin"), "(kind = 'plan') = (origin_id IS NULL)")
    with op.batch_alter_table("plan") as plan:
        plan.alter_column("kind", existing_type=sa.String(length=12), existing_nullable=False, server_default=None)


def downgrade() -> None:
    """Fails when there are tasks of other sources: they would have nowhere to stand."""
    with op.batch_alter_table("plan") as plan:
        plan.drop_constraint(op.f("ck_plan_origin"), type_="check")
        plan.drop_constraint(op.f("ck_plan_kind"), type_="check")
        plan.drop_constraint("uq_plan_kind_origin_id", type_="unique")
        plan.drop_constraint("uq_plan_kind_number_symbol_issued_on", type_="unique")
        plan.create_unique_constraint("uq_plan_number_symbol_issued_on", ["number", "symbol", "issued_on"])
        plan.drop_column("origin_id")
        plan.drop_column("kind")
