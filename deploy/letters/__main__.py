"""Makes a template.docx anew: `python -m deploy.letters ke_hoach …` or `all` (overwrites what was edited in Word).

A template.toml is written only where there is none yet: afterwards the office edits it.
"""

import sys
from pathlib import Path

from deploy.letters import attachments
from deploy.letters.all_letters import FORMS, TEMPLATES
from deploy.letters.forms import toml

PROJECT = Path(__file__).parents[2]
# Letters, and what only goes with a letter: clerks choose among the first.
FOLDERS = (
    (PROJECT / "doctemplates", TEMPLATES, FORMS),
    (PROJECT / "intranet" / "docservice" / "layouts", attachments.TEMPLATES, attachments.FORMS),
)


def main(names: list[str]) -> None:
    """Write the named templates."""
    known = [name for _, templates, _ in FOLDERS for name in templates]
    names = known if names == ["all"] else names
    if not names or any(name not in known for name in names):
        sys.exit(f"Usage: python -m deploy.letters all | {' | '.join(known)}")
    for folder, templates, forms in FOLDERS:
        for name in (name for name in names if name in templates):
            home = folder / name
            home.mkdir(parents=True, exist_ok=True)
            (home / "template.docx").write_bytes(templates[name]())
            if name in forms and not (home / "template.toml").exists():
                (home / "template.toml").write_text(toml(forms[name]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
