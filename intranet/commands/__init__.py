"""The flask commands, a file each."""

from flask import Flask

from intranet.commands import (
    audit,
    backup,
    demo,
    doc_check,
    doc_examine,
    doc_mark,
    doc_merge,
    doc_verify,
    plan,
    seal_token,
    worker,
)

# `flask doc` is one group; each of its files adds its own commands to it.
DOC = (doc_check.doc, doc_examine.doc, doc_mark.doc, doc_merge.doc, doc_verify.doc)
COMMANDS = (
    audit.audit,
    backup.backup,
    backup.restore,
    demo.demo,
    *DOC,
    seal_token.office,
    plan.plan,
    worker.worker,
)


def register(app: Flask) -> None:
    """Add every command to the program."""
    for command in COMMANDS:
        app.cli.add_command(command)
