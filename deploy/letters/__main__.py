"""Makes a template.docx anew: `python -m deploy.letters ke_hoach …` or `all` (overwrites what was edited in Word).

A template.toml is written only where there is none yet: afterwards the office edits it.
"""

import sys
from pathlib import Path

from deploy.letters.all_letters import FORMS, TEMPLATES
from deploy.letters.forms import toml

FOLDER = Path(__file__).parents[2] / "doctemplates"


def main(names: list[str]) -> None:
    """Write the named templates."""
    names = list(TEMPLATES) if names == ["all"] else names
    if not names or any(name not in TEMPLATES for name in names):
        sys.exit(f"Usage: python -m deploy.letters all | {' | '.join(TEMPLATES)}")
    for name in names:
        home = FOLDER / name
        home.mkdir(parents=True, exist_ok=True)
        (home / "template.docx").write_bytes(TEMPLATES[name]())
        if name in FORMS and not (home / "template.toml").exists():
            (home / "template.toml").write_text(toml(FORMS[name]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
