"""The flask commands, a file each."""

from flask import Flask

from intranet.commands import backup, demo, doc, office, plan, worker

COMMANDS = (backup.backup, backup.restore, demo.demo, doc.doc, office.office, plan.plan, worker.worker)


def register(app: Flask) -> None:
    """Add every command to the program."""
    for command in COMMANDS:
        app.cli.add_command(command)
