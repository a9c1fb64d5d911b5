"""Members, exemplars, awards and publications of the demonstration office, made by the services people use."""

import io
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from intranet.commands.demo_plans import Cast
from intranet.core.clock import today
from intranet.core.db import session
from intranet.docservice.render import render_docx
from intranet.emulation.models import Exemplar, Member
from intranet.emulation.queries.publicity import channels
from intranet.emulation.rules import USUAL_PAPERS, USUAL_SHARE, Duty, ExemplarState, OccasionState, PaperKind
from intranet.emulation.service import awards, duties, exemplars, members, proposals, publicity
from intranet.lettertemplates.office_templates import get_template
from intranet.plans.models import Plan, Task

FACTS = Path(__file__).with_suffix(".toml")
PAPERS = {PaperKind.REPORT: ("bao_cao", "Báo cáo thành tích.docx"), PaperKind.MINUTES: ("bien_ban", "Biên bản.docx")}


def load_emulation(cast: Cast) -> None:
    """Charge the departments, fill the lists, and bring exemplars and occasions as far as their entries say."""
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    for duty in Duty:
        duties.set_duty(duty, [cast.departments[key].id for key in facts["duties"][duty]], cast.people["quantri"])
    keeper = cast.people["chuyenvien.kttctv"]
    listed = {entry.pop("key"): members.add_member(keeper, members.MemberFacts(**entry)) for entry in facts["member"]}
    found = {entry["key"]: _found(entry, listed, cast) for entry in facts["exemplar"]}
    for entry in facts["occasion"]:
        _awarded(entry, found, cast)
    publicity.add_usual_channels(cast.people["quantri"])
    for entry in facts["publication"]:
        _published(entry, found, cast)


def _found(entry: dict[str, Any], listed: dict[str, Member], cast: Cast) -> Exemplar:
    finder, keeper = cast.people[entry["by"]], cast.people["truong.kttctv"]
    exemplar = exemplars.add_exemplar(
        finder,
        cast.departments[entry["department"]].id,
        exemplars.ExemplarFacts(
            kind=entry["kind"],
            name=entry["name"],
            member_id=listed[entry["member"]].id,
            field=entry["field"],
            achievement=entry["achievement"],
            found_on=today() - timedelta(days=entry["days_ago"]),
            post=entry.get("post", ""),
        ),
    )
    for kind in entry["papers"]:
        template, name = PAPERS[PaperKind(kind)]
        file = io.BytesIO(render_docx(get_template(template), get_template(template).example))
        exemplars.add_paper(exemplar, kind, file, name, keeper)
    exemplars.judge(exemplar, {name: (True, reason) for name, reason in entry.get("judged", {}).items()}, keeper)
    if entry["state"] == ExemplarState.DROPPED:
        exemplars.drop(exemplar, keeper, entry["note"])
    elif entry["state"] != ExemplarState.FOUND:
        exemplars.nurture(exemplar, keeper)
    return exemplar


def _awarded(entry: dict[str, Any], found: dict[str, Exemplar], cast: Cast) -> None:
    """An occasion as far as its entry says; whoever is `against` a nominee votes no, who waits has not voted."""
    keeper, people = cast.people["truong.kttctv"], cast.people
    occasion = awards.add_occasion(
        keeper,
        awards.OccasionFacts(
            name=entry["name"],
            award=entry["award"],
            addressees=entry["addressees"],
            closes_on=today() + timedelta(days=entry["closes_in_days"]),
            papers=tuple(USUAL_PAPERS),
            share=USUAL_SHARE,
        ),
    )
    if entry["stage"] == OccasionState.GATHERING:
        return
    chosen = {awards.nominate(occasion, found[key], keeper).id: key for key in entry["nominees"]}
    awards.open_vote(occasion, [people[name].id for name in entry["council"]], keeper)
    for seat in occasion.council:
        name = seat.person.username
        if name not in entry.get("waiting", ()):
            awards.vote(seat, {one: [name, key] not in entry["against"] for one, key in chosen.items()}, seat.person)
    if entry["stage"] == OccasionState.DECIDED:
        proposals.submit(occasion, keeper)
        day = today() - timedelta(days=entry["decided_days_ago"])
        granted = dict.fromkeys(chosen, (True, ""))
        awards.decide(occasion, awards.Decision(entry["decision"], entry["agency"], day, granted), keeper)


def _published(entry: dict[str, Any], found: dict[str, Exemplar], cast: Cast) -> None:
    by, where = cast.people[entry["by"]], {channel.name: channel.id for channel in channels()}
    publication = publicity.add_publication(
        by,
        by.department_id,
        publicity.PublicationFacts(
            channel_id=where[entry["channel"]],
            topic=entry["topic"],
            title=entry["title"],
            published_on=today() - timedelta(days=entry["days_ago"]),
            url=entry["url"],
            about=tuple(found[key].id for key in entry["about"]),
        ),
    )
    if "proves" in entry:
        number, _, place = entry["proves"].partition("/")
        query = select(Task).join(Plan).where(Plan.number == number, Task.place == place).order_by(Task.id)
        publicity.serve(publication, session.scalars(query.limit(1)).one(), by)
