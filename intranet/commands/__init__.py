"""The flask commands, a file each."""

from flask import Flask

from intranet.commands import (
    audit,
    backup,
    doc_check,
    doc_examine,
    doc_mark,
    doc_merge,
    doc_verify,
    plan,
    prepare,
    seal_token,
    worker,
)

# `flask doc` is one group; each of its files adds its own commands to it.
DOC = (doc_check.doc, doc_examine.doc, doc_mark.doc, doc_merge.doc, doc_verify.doc)
COMMANDS = (
    audit.audit,
    backup.backup,
    backup.restore,
    *DOC,
    seal_token.office,
    plan.plan,
    prepare.prepare,
    worker.worker,
)


def register(app: Flask) -> None:
    """Add every command to the program."""
    for command in COMMANDS:
        app.cli.add_command(command)
