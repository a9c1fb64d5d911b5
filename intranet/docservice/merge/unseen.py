"""What a person does not see in a sheet as the machine does: merged cells, hidden rows and sheets, a footer."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from intranet.docservice.merge.columns import REQUIRED
from intranet.docservice.merge.workbook import Page

MOST_NAMED = 10


def spread_merged(page: Page, rows: Sequence[int]) -> None:
    """Write the value of cells merged downwards into each of the rows it is seen beside.

    Only rows of letters, and only ranges that begin in one: a merged title is nobody's fact.
    """
    letters, covered = frozenset(rows), set[tuple[int, int]]()
    for (top, place), (bottom, _) in page.merged:
        if top not in letters or place >= len(page.lines[top - 1]):
            continue
        value = page.lines[top - 1][place]
        for row in range(top + 1, min(bottom, len(page.lines)) + 1):
            if (row, place) in covered:  # Excel lets no two ranges overlap: a file that does was made to cost time
                break
            covered.add((row, place))
            if row in letters:
                line = page.lines[row - 1]
                line.extend([""] * (place + 1 - len(line)))
                line[place] = value


def others_not_read(letters: Page, others: Sequence[Page]) -> Iterator[str]:
    """A sheet with words beside the list, seen or hidden: nothing of it becomes a letter."""
    for page in others:
        if page is not letters and not page.is_blank:
            what = "Trang ẩn" if page.is_hidden else "Trang"
            yield f"{what} “{page.name}” không được ghép, chỉ ghép trang “{letters.name}”."


def hidden_rows(page: Page, rows: Sequence[int]) -> Iterator[str]:
    """Rows hidden or filtered away in Excel, which become letters all the same."""
    hidden = [row for row in rows if row in page.hidden_rows]
    if hidden:
        yield f"{_listed(hidden)} đang ẩn trong bảng nhưng vẫn được ghép. Không cần bản nào thì xóa hẳn dòng đó."


def footers(page: Page, rows: Sequence[int]) -> Iterator[str]:
    """Rows after a gap with a single filled cell among fuller ones: "Người lập biểu" rather than a letter."""
    filled = {row: [str(cell).strip() for cell in page.lines[row - 1] if str(cell).strip()] for row in rows}
    if max((len(words) for words in filled.values()), default=0) < 2:
        return
    for before, row in pairwise(rows):
        if row - before > 1 and len(filled[row]) == 1:
            yield f"Dòng {row} ở sau dòng trống và chỉ có “{filled[row][0][:60]}”. Nếu là chân bảng, hãy xóa dòng này."


def by_itself_words(heads: Sequence[str]) -> Iterator[str]:
    """Empty columns of facts the system fills in itself."""
    if heads:
        names = ", ".join(f"“{head.replace(REQUIRED, '').strip()}”" for head in heads)
        yield f"Hệ thống tự ghi {names}: có thể xóa khỏi bảng."


def _listed(rows: Sequence[int]) -> str:
    more = f" và {len(rows) - MOST_NAMED} dòng nữa" if len(rows) > MOST_NAMED else ""
    return f"Dòng {', '.join(str(row) for row in rows[:MOST_NAMED])}{more}"
