"""Doing: one public function for each thing people do with a letter."""

from intranet.documents.service.access import confirm_access, note_reading, refuse_access, set_access
from intranet.documents.service.after_issue import recall, rectify, replace
from intranet.documents.service.appendices import add_attachment, move_attachment, remove_attachment
from intranet.documents.service.copying import copied_pdf, copy_letter
from intranet.documents.service.departments import move_unfinished_letters
from intranet.documents.service.duty import set_format_duty
from intranet.documents.service.files import make_files_again
from intranet.documents.service.gate import pass_line, require_ready
from intranet.documents.service.issuing import ON_NUMBERED, add_scan, issue, issue_unnumbered, number, seal
from intranet.documents.service.moves import (
    cancel,
    change_signer,
    check_content,
    check_format,
    present,
    record_signed,
    send_back,
    sign,
    submit_for_check,
    withdraw,
)
from intranet.documents.service.opinions import answer_opinion, ask_opinions, give_opinion
from intranet.documents.service.overruling import overrule_finding
from intranet.documents.service.previews import ask_for_preview
from intranet.documents.service.telling import TOLD
from intranet.documents.service.typing import note_writing, stop_writing
from intranet.documents.service.word_files import begin_from_word, continue_in_word, prepared_docx
from intranet.documents.service.writing import (
    authority_for,
    begin,
    discard,
    restore_kept,
    save_draft,
    save_version,
    settle,
)

__all__ = [
    "ON_NUMBERED",
    "TOLD",
    "add_attachment",
    "add_scan",
    "answer_opinion",
    "ask_for_preview",
    "ask_opinions",
    "authority_for",
    "begin",
    "begin_from_word",
    "cancel",
    "change_signer",
    "check_content",
    "check_format",
    "confirm_access",
    "continue_in_word",
    "copied_pdf",
    "copy_letter",
    "discard",
    "give_opinion",
    "issue",
    "issue_unnumbered",
    "make_files_again",
    "move_attachment",
    "move_unfinished_letters",
    "note_reading",
    "note_writing",
    "number",
    "overrule_finding",
    "pass_line",
    "prepared_docx",
    "present",
    "recall",
    "record_signed",
    "rectify",
    "refuse_access",
    "remove_attachment",
    "replace",
    "require_ready",
    "restore_kept",
    "save_draft",
    "save_version",
    "seal",
    "send_back",
    "set_access",
    "set_format_duty",
    "settle",
    "sign",
    "stop_writing",
    "submit_for_check",
    "withdraw",
]
