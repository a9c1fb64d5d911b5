"""Giao ban: prepared and written by those who manage plans, followed by heads of units, confirmed by leaders."""

from datetime import timedelta

from intranet.core.clock import today
from tests.matrix.expected.line import HEADS_OF_ONE, LEADERS, MANAGERS, get, post

FOLLOWERS = MANAGERS | HEADS_OF_ONE | {"helper_head", "other_head"}
KEEPERS = MANAGERS - LEADERS
FAR = f"{today() + timedelta(days=300):%d/%m/%Y}"
ARRANGED = {"held_on": FAR, "leader": "@person.leader"}
TYPED = {"revision": "0", "remarks": "Đánh giá khác"}

CASES = (
    get("briefings.index", FOLLOWERS),
    get("briefings.open_briefing", MANAGERS),
    post("briefings.open_briefing", MANAGERS, ARRANGED),
    get("briefings.briefing", FOLLOWERS, briefing="open"),
    get("briefings.briefing", FOLLOWERS, briefing="concluded"),
    get("briefings.paper", FOLLOWERS, briefing="open"),
    get("briefings.arrange", MANAGERS, briefing="open"),
    get("briefings.arrange", LEADERS, briefing="presented"),
    post("briefings.arrange", MANAGERS, ARRANGED, briefing="open"),
    get("briefings.conclusions", MANAGERS, briefing="open"),
    get("briefings.conclusions", LEADERS, briefing="presented"),
    get("briefings.conclusions", frozenset(), briefing="concluded"),
    post("briefings.save_conclusions", MANAGERS, {**TYPED, "revision": "@briefing_revision.open"}, briefing="open"),
    post("briefings.save_conclusions", frozenset(), TYPED, briefing="open", late=MANAGERS),
    post("briefings.draft", MANAGERS, {**TYPED, "revision": "@briefing_revision.open"}, briefing="open"),
    post("briefings.present", MANAGERS, briefing="open"),
    post("briefings.present", frozenset(), briefing="presented", late=MANAGERS),
    post("briefings.withdraw", MANAGERS, briefing="presented"),
    post("briefings.send_back", LEADERS, {"note": "Thêm thời hạn"}, briefing="presented"),
    post("briefings.confirm", LEADERS, briefing="open"),
    post("briefings.confirm", LEADERS, briefing="presented"),
    post("briefings.confirm", frozenset(), briefing="concluded", late=LEADERS),
    post("briefings.draft_letter", MANAGERS, briefing="concluded"),
    post("briefings.draft_letter", frozenset(), briefing="open"),
)
