"""Who is told when a batch goes from hand to hand."""

from collections.abc import Sequence

from intranet.accounts.models import Person
from intranet.accounts.queries import holders_of
from intranet.accounts.rules import Role
from intranet.batches.models import Batch
from intranet.batches.rules import FLOW
from intranet.notices.service import Told, tell, tell_of_moves


def tell_signer(batch: Batch, actor: Person) -> None:
    """A sheet without faults waits for its signer."""
    tell([batch.signer], "letter_to_sign", "lập đợt văn bản chờ duyệt", subject=batch, actor=actor)


def tell_of_end(batch: Batch, words: str) -> None:
    """The program has made all letters, or was stopped: the clerk prints them or goes on."""
    tell([batch.drafter, *_clerks(batch)], "batch_made", words, subject=batch, actor=None)


def _clerks(batch: Batch) -> Sequence[Person]:
    return holders_of({Role.CLERK})


def _drafter(batch: Batch) -> list[Person]:
    return [batch.drafter]


_APPROVED = (
    Told("letter_to_number", "đã duyệt đợt văn bản, chờ cấp số", _clerks),
    Told("letter_checked", "đã duyệt đợt văn bản", _drafter),
)
TOLD = {
    "approve": _APPROVED,
    "record_approved": _APPROVED,
    "take_back": (Told("letter_sent_back", "đưa đợt văn bản về chuẩn bị", _drafter),),
    "cancel": (Told("letter_sent_back", "hủy đợt văn bản", _drafter),),
    "issue": (Told("letter_issued", "phát hành đợt văn bản", _drafter),),
}
tell_of_moves(FLOW, TOLD)
