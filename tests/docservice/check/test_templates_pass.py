"""Every template of the office prints a letter that breaks no rule that binds, with its signer's name and without."""

import pytest

from intranet.docservice.catalogue import load_catalogue
from intranet.docservice.check.run import WITHOUT_SAMPLE, check
from intranet.docservice.render import render_docx
from intranet.settings import PROJECT

CATALOGUE = load_catalogue(PROJECT / "doctemplates")


@pytest.mark.parametrize("template_id", [template.id for template in CATALOGUE])
def test_the_example_of_a_template_passes(template_id: str) -> None:
    template = CATALOGUE.get(template_id)
    signer = {**template.example.get("nguoi_ky", {}), "ho_ten": "Họ và tên"}
    for facts in (template.example, {**template.example, "nguoi_ky": signer}):
        if "nguoi_ky" in template.example or facts is template.example:
            report = check(render_docx(template, facts, year=2026))
            assert report.verdict == ("can_nguoi_xem" if template.letter_type.id in WITHOUT_SAMPLE else "dat"), report
            assert report.with_weight("must") == []
