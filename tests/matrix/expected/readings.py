"""Letters that are read: those who manage plans read and confirm, everybody sees what was confirmed."""

from tests.matrix.expected.line import MANAGERS, PDF, STAFF_ALL, get, post
from tests.matrix.expected.plans import TODAY

TASK = {"words": "Mở lớp tập huấn", "receiver": ["d:", "@department.one"], "role": "do"}
HEAD = {
    "number": "81", "symbol": "KH-LMHTX", "issued_on": TODAY, "subject": "Ngày hội", "leader": "@person.leader",
}  # fmt: skip
TEXT = {"typed": "Giao Văn phòng mở lớp tập huấn."}

CASES = (
    get("readings.index", MANAGERS),
    get("readings.begin", MANAGERS),
    post("readings.begin", MANAGERS, {"files": PDF}),
    post("readings.begin", MANAGERS, {**TEXT, "plan": "@plan.open", "amends": "1"}),
    get("readings.reading", MANAGERS, reading="ready"),
    get("readings.reading", MANAGERS, reading="waiting"),
    get("readings.reading", STAFF_ALL, reading="confirmed"),
    get("readings.progress", MANAGERS, reading="waiting"),
    get("readings.progress", STAFF_ALL, reading="confirmed"),
    get("readings.letter", MANAGERS, reading="ready"),
    get("readings.letter", STAFF_ALL, reading="confirmed"),
    get("readings.file", MANAGERS, reading="ready"),
    get("readings.file", STAFF_ALL, reading="confirmed"),
    get("readings.page", MANAGERS, reading="paged", page=1),
    get("readings.read_again", MANAGERS, reading="ready"),
    post("readings.read_again", MANAGERS, TEXT, reading="ready"),
    post("readings.read_again", (), TEXT, reading="confirmed", late=MANAGERS),
    post("readings.accept_task", MANAGERS, reading="ready", proposal="first"),
    post("readings.accept_task", (), reading="confirmed", proposal="confirmed", late=MANAGERS),
    get("readings.edit_task", MANAGERS, reading="ready", proposal="first"),
    post("readings.edit_task", MANAGERS, TASK, reading="ready", proposal="first"),
    post("readings.split_task", MANAGERS, {"parts": "Mở lớp\nMời người"}, reading="ready", proposal="first"),
    post("readings.join_task", MANAGERS, reading="ready", proposal="second"),
    post("readings.join_task", (), reading="ready", proposal="first", late=MANAGERS),
    post("readings.drop_task", MANAGERS, reading="ready", proposal="first"),
    post("readings.restore_task", MANAGERS, reading="ready", proposal="first"),
    get("readings.add_task", MANAGERS, reading="ready"),
    post("readings.add_task", MANAGERS, TASK, reading="ready"),
    post("readings.spare_task", MANAGERS, {"task": "@task.new", "stays": "1"}, reading="ready"),
    post(
        "readings.name_unit",
        MANAGERS,
        {"words": "Ban Thi đua", "receiver": ["d:", "@department.one"], "remember": "1"},
        reading="ready",
    ),
    # The list of units is the admin's; nobody of the matrix is both admin and manager of plans.
    post("readings.add_unit", (), {"words": "Ban Lạ", "name": "Ban Lạ", "short_name": "BL"}, reading="ready"),
    get("readings.confirm", MANAGERS, reading="ready"),
    post("readings.confirm", MANAGERS, HEAD, reading="settled"),
    post("readings.confirm", (), HEAD, reading="ready", late=MANAGERS),
    post("readings.drop", MANAGERS, reading="ready"),
    post("readings.drop", MANAGERS, reading="waiting"),
    post("readings.drop", (), reading="confirmed", late=MANAGERS),
)

# A task of another letter, asked for through one that the person may well read.
FOREIGN = (
    get("readings.edit_task", MANAGERS, reading="ready", proposal="confirmed"),
    post("readings.accept_task", MANAGERS, reading="ready", proposal="confirmed"),
    post("readings.edit_task", MANAGERS, TASK, reading="ready", proposal="confirmed"),
    post("readings.split_task", MANAGERS, {"parts": "Một\nHai"}, reading="ready", proposal="confirmed"),
    post("readings.join_task", MANAGERS, reading="ready", proposal="confirmed"),
    post("readings.drop_task", MANAGERS, reading="ready", proposal="confirmed"),
    post("readings.restore_task", MANAGERS, reading="ready", proposal="confirmed"),
)
