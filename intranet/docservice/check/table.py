"""The rules as a Markdown table, for docs/checker.md."""

from collections.abc import Iterator

from intranet.docservice.check.report import WEIGHT_WORDS
from intranet.docservice.check.rules import RULES


def table_lines() -> Iterator[str]:
    """A line for each rule: code, what it asks, article, weight, how it is seen, mended or not."""
    yield "| Mã | Quy tắc | Điều khoản | Mức | Cách nhìn | Tự sửa |"
    yield "|---|---|---|---|---|---|"
    for rule in RULES.values():
        mended = "có" if rule.mended else ""
        weight = f"{rule.weight} ({WEIGHT_WORDS[rule.weight]})"
        yield f"| `{rule.code}` | {rule.says} | {rule.article} | {weight} | {rule.seen} | {mended} |"
