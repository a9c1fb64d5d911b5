"""The menu of the whole program, a person's own menu, and the office's name above them."""

from intranet.accounts import queries as accounts
from intranet.accounts.models import Person
from intranet.batches import queries as batches
from intranet.briefings import queries as briefings
from intranet.core.errors import NotFound
from intranet.documents import queries as documents
from intranet.emulation.queries import awards as emulation
from intranet.incoming import queries as incoming
from intranet.plans import queries as plans
from intranet.reports import queries as reports
from intranet.web.pages import MenuEntry


def waiting(person: Person) -> int:
    """How much waits for the person: tasks, letters, batches, conclusions, ballots and parts of reports together."""
    letters = documents.count_waiting(person) + incoming.count_waiting(person)
    others = batches.count_waiting(person) + len(briefings.waiting_for(person)) + emulation.count_ballots(person)
    return plans.waiting_for(person) + letters + others + reports.parts_waiting_for(person)


# A phone shows the first three and the rest behind "Thêm"; a line stands under the word of its group.
LETTERS, WORK, OTHER = "Văn bản", "Công việc", "Chung"
MENU = (
    MenuEntry("Việc của tôi", "home.index", "check2-square", "home.view", waiting),
    MenuEntry("Tổng quan", "home.overview", "building", "home.overview"),
    MenuEntry("Văn bản đến", "incoming.index", "inbox", "incoming.list", incoming.count_waiting, LETTERS),
    MenuEntry("Văn bản", "documents.index", "file-earmark-text", "document.list", None, LETTERS),
    MenuEntry("Sổ văn bản đi", "registers.index", "journal-text", "register.view", None, LETTERS),
    MenuEntry("Kiểm tra thể thức", "checking.index", "clipboard-check", "checking.check", None, LETTERS),
    MenuEntry("Kế hoạch", "plans.index", "list-check", "plan.list", None, WORK),
    MenuEntry("Lịch", "agenda.calendar", "calendar3", "agenda.view", None, WORK),
    MenuEntry("Giao ban", "briefings.index", "chat-left-text", "briefing.list", None, WORK),
    MenuEntry("Báo cáo", "reports.index", "bar-chart", "report.list", reports.parts_waiting_for, WORK),
    MenuEntry(
        "Thi đua, tuyên truyền", "emulation.exemplars", "patch-check", "exemplar.list", emulation.count_ballots, WORK
    ),
    MenuEntry("Danh bạ", "accounts.directory", "people", "home.view", None, OTHER),
    MenuEntry("Hướng dẫn", "guide.index", "info-circle", "guide.view", None, OTHER),
    MenuEntry("Quản trị", "accounts.office", "gear", "office.view", None, OTHER),
)


def office_name() -> str:
    """The office's name in a sentence; a neutral word before the office has been set up."""
    try:
        return accounts.main_issuer().name
    except NotFound:
        return "Cơ quan"
