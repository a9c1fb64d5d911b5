"""The menu of the whole program, a person's own menu, and the office's name above them."""

from intranet.accounts import queries as accounts
from intranet.batches import queries as batches
from intranet.briefings import queries as briefings
from intranet.core.errors import NotFound
from intranet.documents import queries as documents
from intranet.emulation.queries import awards as emulation
from intranet.incoming import queries as incoming
from intranet.plans import queries as plans
from intranet.reports import queries as reports
from intranet.web.pages import MenuEntry

# All that waits for a person, wherever it waits.
WAITING = (
    plans.waiting_for,
    documents.count_waiting,
    incoming.count_waiting,
    batches.count_waiting,
    briefings.count_waiting,
    emulation.count_ballots,
    reports.parts_waiting_for,
)

# A phone shows the first three and the rest behind "Thêm"; a line stands under the word of its group.
LETTERS, WORK, OTHER = "Văn bản", "Công việc", "Chung"
MENU = (
    MenuEntry("Việc của tôi", "home.index", "check2-square", "home.view", WAITING),
    MenuEntry("Tổng quan", "home.overview", "building", "home.overview"),
    MenuEntry("Văn bản đến", "incoming.index", "inbox", "incoming.list", (incoming.count_waiting,), LETTERS),
    MenuEntry("Văn bản", "documents.index", "file-earmark-text", "document.list", (), LETTERS),
    MenuEntry("Sổ văn bản đi", "registers.index", "journal-text", "register.view", (), LETTERS),
    MenuEntry("Kiểm tra thể thức", "checking.index", "clipboard-check", "checking.check", (), LETTERS),
    MenuEntry("Kế hoạch", "plans.index", "list-check", "plan.list", (), WORK),
    MenuEntry("Lịch", "agenda.calendar", "calendar3", "agenda.view", (), WORK),
    MenuEntry("Giao ban", "briefings.index", "chat-left-text", "briefing.list", (), WORK),
    MenuEntry("Báo cáo", "reports.index", "bar-chart", "report.list", (reports.parts_waiting_for,), WORK),
    MenuEntry(
        "Thi đua, tuyên truyền", "emulation.exemplars", "patch-check", "exemplar.list", (emulation.count_ballots,), WORK
    ),
    MenuEntry("Danh bạ", "accounts.directory", "people", "home.view", (), OTHER),
    MenuEntry("Hướng dẫn", "guide.index", "info-circle", "guide.view", (), OTHER),
    MenuEntry("Quản trị", "accounts.office", "gear", "office.view", (), OTHER),
)


def office_name() -> str:
    """The office's name in a sentence; a neutral word before the office has been set up."""
    try:
        return accounts.main_issuer().name
    except NotFound:
        return "Cơ quan"
