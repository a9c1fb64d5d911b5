"""The moves of an incoming letter that take a word and no more."""

from collections.abc import Callable
from typing import Any

from intranet.incoming import queries, service
from intranet.incoming.models import IncomingLetter
from intranet.incoming.routes.blueprint import bp, to_letter
from intranet.plans.routes.blueprint import me, typed
from intranet.web.moves import add_moves

# What is said once they are made.
SAID: dict[Callable[..., Any], str] = {
    service.discard: "Đã ghi là không vào sổ.",
    service.cancel: "Đã hủy dòng sổ. Số đến không cấp lại.",
    service.send_back: "Đã trả lại văn thư.",
    service.give_back: "Đã trả lại lãnh đạo.",
    service.finish: "Đã kết thúc xử lý.",
    service.reopen: "Đã mở lại để xử lý tiếp.",
}


def _move(act: Callable[..., Any], letter: IncomingLetter) -> Any:
    act(letter, me(), typed("note"))
    return to_letter(letter, SAID[act])


add_moves(bp, "/incoming", "incoming", SAID, _move, letter=queries.get_letter)
