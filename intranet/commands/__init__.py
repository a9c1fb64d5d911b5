"""The flask commands, a file each."""

from flask import Flask

from intranet.commands import audit, backup, demo, doc_check, office, plan, worker

COMMANDS = (
    audit.audit,
    backup.backup,
    backup.restore,
    demo.demo,
    doc_check.doc,
    office.office,
    plan.plan,
    worker.worker,
)


def register(app: Flask) -> None:
    """Add every command to the program."""
    for command in COMMANDS:
        app.cli.add_command(command)
