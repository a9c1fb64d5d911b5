"""How long a plan of 300 tasks takes to read: python -m tests.bench.read_plan."""

import time

from intranet.docservice.assignments import read_plan
from intranet.docservice.reading import read_text

UNITS, TASKS = 30, 10
DUTIES = (
    "Chủ trì, phối hợp với Văn phòng và các đơn vị liên quan xây dựng phương án số {n}, báo cáo trước ngày 15/6/2025.",
    "Rà soát, thống kê hồ sơ nhóm {n}; tổng hợp khó khăn, vướng mắc của cơ sở trong quý II/2025.",
    "Hằng tháng theo dõi, đôn đốc các bộ phận thực hiện nội dung {n} theo chức năng, nhiệm vụ được giao.",
)


def long_plan() -> str:
    """A plan that gives ten duties to each of thirty units."""
    lines = ["KẾ HOẠCH", "Công tác năm 2025", "I. TỔ CHỨC THỰC HIỆN"]
    for unit in range(1, UNITS + 1):
        lines.append(f"{unit}. Phòng Nghiệp vụ số {unit}:")
        lines += [f"- {DUTIES[n % len(DUTIES)].format(n=f'{unit}.{n}')}" for n in range(TASKS)]
    return "\n".join(lines)


def main() -> None:
    text = long_plan()
    began = time.process_time()
    tasks = read_plan(read_text(text)).tasks
    print(f"{len(tasks)} tasks in {time.process_time() - began:.2f} s of CPU")


if __name__ == "__main__":
    main()
