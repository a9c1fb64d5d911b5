"""Makes a template.docx anew: `python -m deploy.letters ke_hoach` (overwrites what was edited in Word)."""

import sys
from pathlib import Path

from deploy.letters.bodies import TEMPLATES

FOLDER = Path(__file__).parents[2] / "doctemplates"


def main(names: list[str]) -> None:
    if not names or any(name not in TEMPLATES for name in names):
        sys.exit(f"Usage: python -m deploy.letters {' | '.join(TEMPLATES)}")
    for name in names:
        (FOLDER / name).mkdir(parents=True, exist_ok=True)
        (FOLDER / name / "template.docx").write_bytes(TEMPLATES[name]())


if __name__ == "__main__":
    main(sys.argv[1:])
