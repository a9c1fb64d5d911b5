"""The first tables, the guards of history and the tally of tasks."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


GUARDS = {
    "sqlite": [
        "CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is "
        "append-only'); END",
        "CREATE TRIGGER history_no_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is "
        "append-only'); END",
        "CREATE TRIGGER task_tally_insert AFTER INSERT ON task BEGIN INSERT INTO task_tally "
        "(department_id, standing, due_on, count) SELECT NEW.lead_id, CASE WHEN NEW.state IN "
        "('accepted', 'doing', 'new', 'redo') THEN 'active' WHEN NEW.state IN ('cancelled', 'closed') "
        "THEN 'out' ELSE NEW.state END, CASE WHEN NEW.state IN ('accepted', 'doing', 'new', 'redo') THEN "
        "NEW.due_on ELSE '9999-12-31' END, 1 WHERE true ON CONFLICT (department_id, standing, due_on) DO "
        "UPDATE SET count = task_tally.count + excluded.count; END",
        "CREATE TRIGGER task_tally_update AFTER UPDATE OF lead_id, state, due_on ON task BEGIN INSERT "
        "INTO task_tally (department_id, standing, due_on, count) SELECT OLD.lead_id, CASE WHEN "
        "OLD.state IN ('accepted', 'doing', 'new', 'redo') THEN 'active' WHEN OLD.state IN ('cancelled', "
        "'closed') THEN 'out' ELSE OLD.state END, CASE WHEN OLD.state IN ('accepted', 'doing', 'new', "
        "'redo') THEN OLD.due_on ELSE '9999-12-31' END, -1 WHERE true ON CONFLICT (department_id, "
        "standing, due_on) DO UPDATE SET count = task_tally.count + excluded.count; INSERT INTO "
        "task_tally (department_id, standing, due_on, count) SELECT NEW.lead_id, CASE WHEN NEW.state IN "
        "('accepted', 'doing', 'new', 'redo') THEN 'active' WHEN NEW.state IN ('cancelled', 'closed') "
        "THEN 'out' ELSE NEW.state END, CASE WHEN NEW.state IN ('accepted', 'doing', 'new', 'redo') THEN "
        "NEW.due_on ELSE '9999-12-31' END, 1 WHERE true ON CONFLICT (department_id, standing, due_on) DO "
        "UPDATE SET count = task_tally.count + excluded.count; END",
        "CREATE TRIGGER task_tally_delete AFTER DELETE ON task BEGIN INSERT INTO task_tally "
        "(department_id, standing, due_on, count) SELECT OLD.lead_id, CASE WHEN OLD.state IN "
        "('accepted', 'doing', 'new', 'redo') THEN 'active' WHEN OLD.state IN ('cancelled', 'closed') "
        "THEN 'out' ELSE OLD.state END, CASE WHEN OLD.state IN ('accepted', 'doing', 'new', 'redo') THEN "
        "OLD.due_on ELSE '9999-12-31' END, -1 WHERE true ON CONFLICT (department_id, standing, due_on) "
        "DO UPDATE SET count = task_tally.count + excluded.count; END",
    ],
    "postgresql": [
        "CREATE FUNCTION history_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE "
        "EXCEPTION 'history is append-only'; END $$",
        "CREATE TRIGGER history_no_change BEFORE UPDATE OR DELETE ON history FOR EACH ROW EXECUTE "
        "FUNCTION history_append_only()",
        "CREATE FUNCTION task_tally_count() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP <> "
        "'INSERT' THEN INSERT INTO task_tally (department_id, standing, due_on, count) SELECT "
        "OLD.lead_id, CASE WHEN OLD.state IN ('accepted', 'doing', 'new', 'redo') THEN 'active' WHEN "
        "OLD.state IN ('cancelled', 'closed') THEN 'out' ELSE OLD.state END, CASE WHEN OLD.state IN "
        "('accepted', 'doing', 'new', 'redo') THEN OLD.due_on ELSE '9999-12-31' END, -1 WHERE true "
        "ON CONFLICT (department_id, standing, due_on) DO UPDATE SET count = task_tally.count + "
        "excluded.count; END IF; IF TG_OP <> 'DELETE' THEN INSERT INTO task_tally (department_id, "
        "standing, due_on, count) SELECT NEW.lead_id, CASE WHEN NEW.state IN ('accepted', 'doing', "
        "'new', 'redo') THEN 'active' WHEN NEW.state IN ('cancelled', 'closed') THEN 'out' ELSE "
        "NEW.state END, CASE WHEN NEW.state IN ('accepted', 'doing', 'new', 'redo') THEN NEW.due_on "
        "ELSE '9999-12-31' END, 1 WHERE true ON CONFLICT (department_id, standing, due_on) DO UPDATE "
        "SET count = task_tally.count + excluded.count; END IF; RETURN NULL; END $$",
        "CREATE TRIGGER task_tally_insert_delete AFTER INSERT OR DELETE ON task FOR EACH ROW EXECUTE "
        "FUNCTION task_tally_count()",
        "CREATE TRIGGER task_tally_update AFTER UPDATE OF lead_id, state, due_on ON task FOR EACH "
        "ROW EXECUTE FUNCTION task_tally_count()",
    ],
}
FUNCTIONS = ("history_append_only", "task_tally_count")


def upgrade() -> None:
    op.create_table(
        "department_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("spellings", sa.Text(), nullable=False),
        sa.Column("includes_named", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department_group")),
        sa.UniqueConstraint("name", name=op.f("uq_department_group_name")),
    )
    op.create_table(
        "issuer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuer")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worker", sa.String(length=80), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name=op.f("ck_job_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("key", name=op.f("uq_job_key")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_state_run_at", ["state", "run_at"], unique=False)

    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    with op.batch_alter_table("login_attempt", schema=None) as batch_op:
        batch_op.create_index("ix_login_attempt_address_at", ["address", "at"], unique=False)
        batch_op.create_index("ix_login_attempt_username_at", ["username", "at"], unique=False)

    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "submission",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("location", sa.String(length=2000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_submission")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_at"), ["at"], unique=False)

    op.create_table(
        "department",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("spellings", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_office", sa.Boolean(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('phong', 'van_phong', 'trung_tam', 'quy', 'ban')", name=op.f("ck_department_kind")
        ),
        sa.ForeignKeyConstraint(["issuer_id"], ["issuer.id"], name=op.f("fk_department_issuer_id_issuer")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["department.id"], name=op.f("fk_department_merged_into_id_department")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
    )
    op.create_table(
        "issuer_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("parent", sa.String(length=300), nullable=False),
        sa.Column("lines", sa.String(length=300), nullable=False),
        sa.Column("plain", sa.String(length=300), nullable=False),
        sa.Column("symbol", sa.String(length=30), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["issuer_id"], ["issuer.id"], name=op.f("fk_issuer_name_issuer_id_issuer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuer_name")),
        sa.UniqueConstraint("issuer_id", "holds_from", name=op.f("uq_issuer_name_issuer_id_holds_from")),
    )
    op.create_table(
        "numbering_scheme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("from_year", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(length=20), nullable=False),
        sa.CheckConstraint("scheme IN ('single', 'per_type')", name=op.f("ck_numbering_scheme_scheme")),
        sa.ForeignKeyConstraint(["issuer_id"], ["issuer.id"], name=op.f("fk_numbering_scheme_issuer_id_issuer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_numbering_scheme")),
        sa.UniqueConstraint("issuer_id", "from_year", name=op.f("uq_numbering_scheme_issuer_id_from_year")),
    )
    op.create_table(
        "department_group_member",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_department_group_member_department_id_department")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["department_group.id"], name=op.f("fk_department_group_member_group_id_department_group")
        ),
        sa.PrimaryKeyConstraint("group_id", "department_id", name=op.f("pk_department_group_member")),
    )
    op.create_table(
        "department_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_department_name_department_id_department")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department_name")),
        sa.UniqueConstraint("department_id", "holds_from", name=op.f("uq_department_name_department_id_holds_from")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sort_key", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("session_epoch", sa.Integer(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_person_department_id_department")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("username", name=op.f("uq_person_username")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_department_id"), ["department_id"], unique=False)

    op.create_table(
        "task_tally",
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_task_tally_department_id_department")
        ),
        sa.PrimaryKeyConstraint("department_id", "standing", "due_on", name=op.f("pk_task_tally")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "format_duty",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_format_duty_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_format_duty")),
    )
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("before", sa.String(length=40), nullable=False),
        sa.Column("after", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_history_actor_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index("ix_history_subject", ["subject_type", "subject_id", "id"], unique=False)

    op.create_table(
        "person_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(role IN ('head', 'deputy_head')) = (department_id IS NOT NULL)", name=op.f("ck_person_role_department")
        ),
        sa.CheckConstraint(
            "role IN ('staff', 'head', 'deputy_head', 'clerk', 'leader', 'admin')", name=op.f("ck_person_role_role")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_person_role_department_id_department")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_role_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_role")),
        sa.UniqueConstraint(
            "person_id", "role", "department_id", name=op.f("uq_person_role_person_id_role_department_id")
        ),
    )
    with op.batch_alter_table("person_role", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_role_department_id"), ["department_id"], unique=False)

    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("symbol", sa.String(length=60), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("legal_bases", sa.JSON(), nullable=False),
        sa.Column("issuer_words", sa.String(length=300), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_until", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_plan_state")),
        sa.CheckConstraint(
            "period_until IS NULL OR period_from IS NULL OR period_from <= period_until", name=op.f("ck_plan_period")
        ),
        sa.ForeignKeyConstraint(["file_sha256"], ["stored_file.sha256"], name=op.f("fk_plan_file_sha256_stored_file")),
        sa.ForeignKeyConstraint(["leader_id"], ["person.id"], name=op.f("fk_plan_leader_id_person")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_plan_made_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("document_id", name=op.f("uq_plan_document_id")),
        sa.UniqueConstraint("number", "symbol", "issued_on", name=op.f("uq_plan_number_symbol_issued_on")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_issued_on"), ["issued_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_leader_id"), ["leader_id"], unique=False)

    op.create_table(
        "register_book",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first_number", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(last_number >= first_number) = (last_date IS NOT NULL)", name=op.f("ck_register_book_last_date")
        ),
        sa.CheckConstraint(
            "first_number >= 1 AND last_number >= first_number - 1", name=op.f("ck_register_book_numbers")
        ),
        sa.ForeignKeyConstraint(["issuer_id"], ["issuer.id"], name=op.f("fk_register_book_issuer_id_issuer")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_register_book_opened_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_book")),
        sa.UniqueConstraint("issuer_id", "series", "year", name=op.f("uq_register_book_issuer_id_series_year")),
    )
    op.create_table(
        "signing_authority",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.String(length=10), nullable=False),
        sa.Column("lines", sa.String(length=300), nullable=False),
        sa.Column("types", sa.String(length=300), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "capacity <> 'TUQ' OR (valid_until IS NOT NULL AND basis <> '')",
            name=op.f("ck_signing_authority_delegation"),
        ),
        sa.CheckConstraint(
            "capacity IN ('HEAD', 'TM', 'Q', 'KT', 'TL', 'TUQ')", name=op.f("ck_signing_authority_capacity")
        ),
        sa.ForeignKeyConstraint(["issuer_id"], ["issuer.id"], name=op.f("fk_signing_authority_issuer_id_issuer")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signing_authority_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_authority")),
    )
    with op.batch_alter_table("signing_authority", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signing_authority_person_id"), ["person_id"], unique=False)

    op.create_table(
        "register_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("suffix", sa.String(length=5), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("symbol", sa.String(length=60), nullable=False),
        sa.Column("type_code", sa.String(length=10), nullable=False),
        sa.Column("type_name", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("archive_unit", sa.String(length=200), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("received_by", sa.String(length=200), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("made_outside", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_by_id", sa.Integer(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f("ck_register_number_cancelled")
        ),
        sa.CheckConstraint("state = 'issued' OR why <> ''", name=op.f("ck_register_number_why")),
        sa.CheckConstraint("state IN ('issued', 'kept', 'cancelled')", name=op.f("ck_register_number_state")),
        sa.CheckConstraint("document_id IS NULL OR NOT made_outside", name=op.f("ck_register_number_origin")),
        sa.ForeignKeyConstraint(
            ["book_id"], ["register_book.id"], name=op.f("fk_register_number_book_id_register_book")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_register_number_by_id_person")),
        sa.ForeignKeyConstraint(
            ["cancelled_by_id"], ["person.id"], name=op.f("fk_register_number_cancelled_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_number")),
        sa.UniqueConstraint("book_id", "number", "suffix", name=op.f("uq_register_number_book_id_number_suffix")),
        sa.UniqueConstraint("document_id", name=op.f("uq_register_number_document_id")),
    )
    with op.batch_alter_table("register_number", schema=None) as batch_op:
        batch_op.create_index("ix_register_number_issued_on", ["issued_on"], unique=False)

    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("deadline_words", sa.String(length=300), nullable=False),
        sa.Column("priority", sa.String(length=10), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("needs_evidence", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(state = 'done') = (finished_at IS NOT NULL)", name=op.f("ck_task_finished")),
        sa.CheckConstraint("priority IN ('normal', 'high', 'urgent')", name=op.f("ck_task_priority")),
        sa.CheckConstraint(
            "state IN ('new', 'accepted', 'doing', 'redo', 'reported', 'done', 'refused', 'cancelled', 'closed')",
            name=op.f("ck_task_state"),
        ),
        sa.ForeignKeyConstraint(["assignee_id"], ["person.id"], name=op.f("fk_task_assignee_id_person")),
        sa.ForeignKeyConstraint(["group_id"], ["department_group.id"], name=op.f("fk_task_group_id_department_group")),
        sa.ForeignKeyConstraint(["lead_id"], ["department.id"], name=op.f("fk_task_lead_id_department")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_task_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index("ix_task_assignee", ["assignee_id", "state", "due_on", "id"], unique=False)
        batch_op.create_index("ix_task_due", ["state", "due_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_group_id"), ["group_id"], unique=False)
        batch_op.create_index("ix_task_lead", ["lead_id", "state", "due_on", "id"], unique=False)
        batch_op.create_index("ix_task_plan", ["plan_id", "state", "due_on", "lead_id"], unique=False)

    op.create_table(
        "checklist_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name=op.f("ck_checklist_item_done")),
        sa.ForeignKeyConstraint(["assignee_id"], ["person.id"], name=op.f("fk_checklist_item_assignee_id_person")),
        sa.ForeignKeyConstraint(["done_by_id"], ["person.id"], name=op.f("fk_checklist_item_done_by_id_person")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_checklist_item_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_item")),
    )
    with op.batch_alter_table("checklist_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checklist_item_assignee_id"), ["assignee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_checklist_item_task_id"), ["task_id"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.String(length=60), nullable=False),
        sa.Column("type_code", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("drafter_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("current_n", sa.Integer(), nullable=False),
        sa.Column("signer_authority_id", sa.Integer(), nullable=True),
        sa.Column("signer_id", sa.Integer(), nullable=True),
        sa.Column("returned_note", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("number_id", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "NOT (state IN ('issued', 'numbered', 'scanned')) OR number_id IS NOT NULL", name=op.f("ck_document_number")
        ),
        sa.CheckConstraint("mode IN ('form', 'file')", name=op.f("ck_document_mode")),
        sa.CheckConstraint("state <> 'issued' OR issued_at IS NOT NULL", name=op.f("ck_document_issued_at")),
        sa.CheckConstraint(
            "state IN ('draft', 'checking', 'presented', 'signed', 'numbered', 'scanned', 'issued', 'cancelled')",
            name=op.f("ck_document_state"),
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_document_department_id_department")
        ),
        sa.ForeignKeyConstraint(["drafter_id"], ["person.id"], name=op.f("fk_document_drafter_id_person")),
        sa.ForeignKeyConstraint(["issuer_id"], ["issuer.id"], name=op.f("fk_document_issuer_id_issuer")),
        sa.ForeignKeyConstraint(
            ["number_id"], ["register_number.id"], name=op.f("fk_document_number_id_register_number")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_document_plan_id_plan")),
        sa.ForeignKeyConstraint(
            ["signer_authority_id"],
            ["signing_authority.id"],
            name=op.f("fk_document_signer_authority_id_signing_authority"),
        ),
        sa.ForeignKeyConstraint(["signer_id"], ["person.id"], name=op.f("fk_document_signer_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("number_id", name=op.f("uq_document_number_id")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index("ix_document_changed_at", ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_drafter_id"), ["drafter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_signer_id"), ["signer_id"], unique=False)
        batch_op.create_index("ix_document_state_department_id", ["state", "department_id"], unique=False)

    op.create_table(
        "task_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("period", sa.String(length=60), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_task_comment_by_id_person")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_comment_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_comment")),
    )
    with op.batch_alter_table("task_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_comment_task_id"), ["task_id"], unique=False)

    op.create_table(
        "task_support",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_task_support_department_id_department")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_support_task_id_task")),
        sa.PrimaryKeyConstraint("task_id", "department_id", name=op.f("pk_task_support")),
    )
    with op.batch_alter_table("task_support", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_support_department_id"), ["department_id"], unique=False)

    op.create_table(
        "document_attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_document_attachment_added_by_id_person")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_attachment_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_document_attachment_file_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_attachment")),
    )
    with op.batch_alter_table("document_attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_attachment_document_id"), ["document_id"], unique=False)

    op.create_table(
        "document_draft",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("signer_authority_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_as", sa.Integer(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_document_draft_document_id_document")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["person.id"], name=op.f("fk_document_draft_saved_by_id_person")),
        sa.ForeignKeyConstraint(
            ["signer_authority_id"],
            ["signing_authority.id"],
            name=op.f("fk_document_draft_signer_authority_id_signing_authority"),
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_draft")),
    )
    op.create_table(
        "document_scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_document_scan_by_id_person")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_document_scan_document_id_document")),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_document_scan_file_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_scan")),
    )
    with op.batch_alter_table("document_scan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_scan_document_id"), ["document_id"], unique=False)

    op.create_table(
        "document_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("facts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("template_id", sa.String(length=60), nullable=False),
        sa.Column("template_revision", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("files_state", sa.String(length=10), nullable=False),
        sa.Column("files_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "files_state IN ('waiting', 'ready', 'failed')", name=op.f("ck_document_version_files_state")
        ),
        sa.CheckConstraint("source <> 'form' OR facts IS NOT NULL", name=op.f("ck_document_version_facts")),
        sa.CheckConstraint("source IN ('form', 'file')", name=op.f("ck_document_version_source")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_version_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["docx_sha256"], ["stored_file.sha256"], name=op.f("fk_document_version_docx_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_document_version_made_by_id_person")),
        sa.ForeignKeyConstraint(
            ["pdf_sha256"], ["stored_file.sha256"], name=op.f("fk_document_version_pdf_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_version")),
        sa.UniqueConstraint("document_id", "n", name=op.f("uq_document_version_document_id_n")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(kind = 'file') = (file_sha256 IS NOT NULL)", name=op.f("ck_evidence_file")),
        sa.CheckConstraint("(kind = 'link') = (url <> '')", name=op.f("ck_evidence_link")),
        sa.CheckConstraint("kind IN ('file', 'link', 'note')", name=op.f("ck_evidence_kind")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_evidence_by_id_person")),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_evidence_file_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["checklist_item.id"], name=op.f("fk_evidence_item_id_checklist_item"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_evidence_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_task_id"), ["task_id"], unique=False)

    op.create_table(
        "kept_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("signer_authority_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column("typed_by_id", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_kept_draft_document_id_document")),
        sa.ForeignKeyConstraint(
            ["signer_authority_id"],
            ["signing_authority.id"],
            name=op.f("fk_kept_draft_signer_authority_id_signing_authority"),
        ),
        sa.ForeignKeyConstraint(["typed_by_id"], ["person.id"], name=op.f("fk_kept_draft_typed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_draft")),
    )
    with op.batch_alter_table("kept_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_draft_document_id"), ["document_id"], unique=False)

    op.create_table(
        "document_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('content', 'format')", name=op.f("ck_document_check_kind")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_document_check_by_id_person")),
        sa.ForeignKeyConstraint(
            ["document_id", "n"],
            ["document_version.document_id", "document_version.n"],
            name=op.f("fk_document_check_document_id_n_document_version"),
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_document_check_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_check")),
    )
    with op.batch_alter_table("document_check", schema=None) as batch_op:
        batch_op.create_index(
            "uq_document_check_standing",
            ["document_id", "n", "kind"],
            unique=True,
            sqlite_where=sa.text("dropped_at IS NULL"),
            postgresql_where=sa.text("dropped_at IS NULL"),
        )

    op.create_table(
        "numbered_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("files_state", sa.String(length=10), nullable=False),
        sa.Column("files_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("files_state IN ('waiting', 'ready', 'failed')", name=op.f("ck_numbered_copy_files_state")),
        sa.ForeignKeyConstraint(
            ["document_id", "n"],
            ["document_version.document_id", "document_version.n"],
            name=op.f("fk_numbered_copy_document_id_n_document_version"),
        ),
        sa.ForeignKeyConstraint(
            ["docx_sha256"], ["stored_file.sha256"], name=op.f("fk_numbered_copy_docx_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["pdf_sha256"], ["stored_file.sha256"], name=op.f("fk_numbered_copy_pdf_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_numbered_copy")),
        sa.UniqueConstraint("document_id", "n", name=op.f("uq_numbered_copy_document_id_n")),
    )
    connection = op.get_bind()
    for statement in GUARDS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    op.drop_table("numbered_copy")
    with op.batch_alter_table("document_check", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_document_check_standing",
            sqlite_where=sa.text("dropped_at IS NULL"),
            postgresql_where=sa.text("dropped_at IS NULL"),
        )

    op.drop_table("document_check")
    with op.batch_alter_table("kept_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_draft_document_id"))

    op.drop_table("kept_draft")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_task_id"))
        batch_op.drop_index(batch_op.f("ix_evidence_item_id"))

    op.drop_table("evidence")
    op.drop_table("document_version")
    with op.batch_alter_table("document_scan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_scan_document_id"))

    op.drop_table("document_scan")
    op.drop_table("document_draft")
    with op.batch_alter_table("document_attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_attachment_document_id"))

    op.drop_table("document_attachment")
    with op.batch_alter_table("task_support", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_support_department_id"))

    op.drop_table("task_support")
    with op.batch_alter_table("task_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_comment_task_id"))

    op.drop_table("task_comment")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index("ix_document_state_department_id")
        batch_op.drop_index(batch_op.f("ix_document_signer_id"))
        batch_op.drop_index(batch_op.f("ix_document_plan_id"))
        batch_op.drop_index(batch_op.f("ix_document_drafter_id"))
        batch_op.drop_index("ix_document_changed_at")

    op.drop_table("document")
    with op.batch_alter_table("checklist_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_checklist_item_task_id"))
        batch_op.drop_index(batch_op.f("ix_checklist_item_assignee_id"))

    op.drop_table("checklist_item")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index("ix_task_plan")
        batch_op.drop_index("ix_task_lead")
        batch_op.drop_index(batch_op.f("ix_task_group_id"))
        batch_op.drop_index("ix_task_due")
        batch_op.drop_index("ix_task_assignee")

    op.drop_table("task")
    with op.batch_alter_table("register_number", schema=None) as batch_op:
        batch_op.drop_index("ix_register_number_issued_on")

    op.drop_table("register_number")
    with op.batch_alter_table("signing_authority", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signing_authority_person_id"))

    op.drop_table("signing_authority")
    op.drop_table("register_book")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_leader_id"))
        batch_op.drop_index(batch_op.f("ix_plan_issued_on"))

    op.drop_table("plan")
    with op.batch_alter_table("person_role", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_role_department_id"))

    op.drop_table("person_role")
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_index("ix_history_subject")

    op.drop_table("history")
    op.drop_table("format_duty")
    op.drop_table("task_tally")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_department_id"))

    op.drop_table("person")
    op.drop_table("department_name")
    op.drop_table("department_group_member")
    op.drop_table("numbering_scheme")
    op.drop_table("issuer_name")
    op.drop_table("department")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_at"))

    op.drop_table("submission")
    op.drop_table("stored_file")
    with op.batch_alter_table("login_attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_login_attempt_username_at")
        batch_op.drop_index("ix_login_attempt_address_at")

    op.drop_table("login_attempt")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_state_run_at")

    op.drop_table("job")
    op.drop_table("issuer")
    op.drop_table("department_group")
    if op.get_bind().dialect.name == "postgresql":
        for name in FUNCTIONS:
            op.execute(f"DROP FUNCTION {name}() CASCADE")
