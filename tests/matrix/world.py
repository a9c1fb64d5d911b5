"""One office with a thing of every kind in every state, made by its own services; what is left of it is ids."""

import io
from collections import defaultdict
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select

from intranet.accounts.models import Person
from intranet.accounts.rules import Capacity, DepartmentKind, Role
from intranet.agenda.routes.feed import token_of
from intranet.agenda.service import renew_feed
from intranet.checking import service as checking
from intranet.checking.models import CheckedFile
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.core.jobs import run_due
from intranet.documents import service as letters
from intranet.documents.facts import Typed
from intranet.documents.models import Document, KeptDraft
from intranet.incoming import service as incoming
from intranet.incoming.rules import Part, Secrecy
from intranet.lettertemplates.office_templates import get_template
from intranet.notices.models import Mail, Notice
from intranet.notices.rules import MailState
from intranet.plans import service as plans
from intranet.plans.models import Task
from intranet.plans.rules import TaskProposal
from intranet.plans.service import PlanFacts
from intranet.printing.rules import FilesState
from intranet.readings import service as readings
from intranet.readings.models import Reading
from intranet.registers import service as registers
from intranet.registers.rules import Entry
from tests.checking.conftest import BAD, GOOD, dropped
from tests.docservice.incoming.made_letters import LETTERS
from tests.documents.conftest import FACTS, MUST, find_against, one_page_pdf, photo
from tests.incoming.letter_files import letter_pdf
from tests.matrix.batches_and_tokens import add_batches, add_token
from tests.matrix.world_briefings import add_briefings
from tests.matrix.world_deputies import add_deputies
from tests.matrix.world_emulation import add_emulation
from tests.matrix.world_outgoing import add_outgoing
from tests.matrix.world_reports import add_reports
from tests.matrix.world_signatures import add_signatures
from tests.matrix.world_templates import add_templates
from tests.support.office import Office
from tests.support.office_files import picture

Ids = dict[str, dict[str, Any]]

# Department "one" leads the tasks and drafts the letters, "two" supports, "three" has nothing to do with either.
READ_LETTER = "Tổ chức thực hiện:\n1. Văn phòng:\n- Mở lớp tập huấn.\n2. Ban Thi đua:\n- Đề xuất khen thưởng."
ENTRY = Entry(subject="Thư mời họp", signer="Chánh Văn phòng", recipients="Các phòng")


class World:
    """Builds the office; `ids[kind][name]` finds a thing again."""

    def __init__(self) -> None:
        self.ids: Ids = defaultdict(dict)
        self.office = Office()

    def build(self) -> Ids:
        self._people()
        self._tasks()
        self._letters()
        self._registers()
        self._incoming()
        self._checked_files()
        self._notices()
        self._feeds()
        add_batches(self.ids, SimpleNamespace(one=self.units.one, **vars(self.people)), self.signing)
        self._readings()
        add_outgoing(self)
        add_templates(self.ids, self.people.clerk)
        add_signatures(self)
        add_reports(self)
        add_briefings(self)
        add_emulation(self)
        add_deputies(self)
        add_token(self.ids, self.people.staff)
        run_due()
        self._read_letters()
        self._failed_files()
        return self.ids

    def _people(self) -> None:
        office = self.office
        vp = office.department("Văn phòng", "VP", kind=DepartmentKind.VAN_PHONG, is_office=True)
        one = office.department("Phòng Thông tin và tuyên truyền", "PTTTT")
        two = office.department("Phòng Kiểm tra Tổ chức thành viên", "PKTTCTV")
        three = office.department("Phòng Chính sách và hỗ trợ hợp tác xã", "PCSHT")
        empty = office.department("Trung tâm Tư vấn và đào tạo", "TTTVĐT", kind=DepartmentKind.TRUNG_TAM)
        self.units = SimpleNamespace(vp=vp, one=one, two=two, three=three, empty=empty)
        posts = {
            "staff": (Role.STAFF, one),
            "mate": (Role.STAFF, one),
            "head": (Role.HEAD, one),
            "deputy": (Role.DEPUTY_HEAD, one),
            "helper": (Role.STAFF, two),
            "helper_head": (Role.HEAD, two),
            "other": (Role.STAFF, three),
            "other_head": (Role.HEAD, three),
            "office": (Role.STAFF, vp),
            "office_head": (Role.HEAD, vp),
            "clerk": (Role.CLERK, vp),
            "leader": (Role.LEADER, vp),
            "leader2": (Role.LEADER, vp),
            "admin": (Role.ADMIN, three),
            "left": (Role.STAFF, three),
            "admin2": (Role.ADMIN, three),
        }
        self.people = SimpleNamespace(
            **{key: office.person(role, department=unit, username=key) for key, (role, unit) in posts.items()}
        )
        with transaction():
            session.get_one(Person, self.people.left.id).left_on = today() - timedelta(days=1)
        group = office.group(one, two, three, name="các Phòng")
        self.signing = office.may_sign(self.people.leader, Capacity.KT, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")
        second = office.may_sign(self.people.leader2, Capacity.HEAD, "CHỦ TỊCH")
        own = {"own": one.issuer_id, "second": office.issuer("QHT", "QUỸ HỖ TRỢ").id}
        self.ids["issuer"] |= own
        self.ids["department"] |= {key: unit.id for key, unit in vars(self.units).items()}
        self.ids["person"] |= {key: person.id for key, person in vars(self.people).items()}
        self.ids["cookie"] |= {key: person.get_id() for key, person in vars(self.people).items()}
        self.ids["group"]["phong"] = group.id
        self.ids["authority"] |= {"leader": self.signing.id, "leader2": second.id}

    def _notices(self) -> None:
        unread = select(Notice.id).where(Notice.person_id == self.people.head.id, Notice.read_at.is_(None))
        self.ids["notice"]["of_head"] = session.scalars(unread.order_by(Notice.id)).first()
        with transaction():
            failed = Mail(
                message_id="<1@example.vn>", person_id=self.people.head.id, subject="Việc mới", text="", html="",
                state=MailState.FAILED,
            )  # fmt: skip
            session.add(failed)
            session.flush()
            self.ids["mail"]["failed"] = failed.id

    def _feeds(self) -> None:
        """Everybody has an address, so that closing it changes something."""
        with transaction():
            for person in vars(self.people).values():
                feed = renew_feed(session.get_one(Person, person.id))
        self.ids["feed"]["head"] = token_of(self.people.head.id, feed.version)

    # Plans and tasks.

    def _plan(self, name: str, number: str) -> Any:
        letter = plans.take(io.BytesIO(one_page_pdf()), f"{number}.pdf", plans.LETTER_KINDS)
        plan = plans.make_plan(
            self.people.clerk, number=number, symbol="KH-LMHTX", issued_on=today() - timedelta(days=30),
            subject="Tuyên truyền thi đua", leader=self.people.leader, letter=letter,
        )  # fmt: skip
        session.flush()
        self.ids["plan"][name] = plan.id
        return plan

    def _task(self, plan: Any, name: str, lead: str = "one", support: str = "two", **facts: Any) -> Task:
        proposal = TaskProposal(
            words=f"Việc {name}",
            department_id=getattr(self.units, lead).id,
            support_ids=(getattr(self.units, support).id,) if support else (),
            deadline=facts.pop("deadline", today() + timedelta(days=5)),
            **facts,
        )
        task = plans.add_tasks(plan, [proposal], self.people.clerk)[0]
        session.flush()
        self.ids["task"][name] = task.id
        return task

    def _tasks(self) -> None:
        with transaction():
            plan, closed, _ = self._plan("open", "43"), self._plan("closed", "44"), self._plan("idle", "45")
            self._task(plan, "new")
            for name in ("accepted", "doing", "ready", "reported", "done", "refused", "cancelled"):
                self._bring(self._task(plan, name), name)
            asking = self._task(plan, "asking")
            self._bring(asking, "doing")
            extension = plans.ask_extension(asking, today() + timedelta(days=30), "Chờ số liệu", self.people.head)
            self._task(plan, "waiting_for_event", deadline=None, event="Hội nghị", event_days=-5)
            standing = self._task(plan, "standing", deadline=None)
            self._bring(standing, "doing")
            for name in ("new", "reported"):
                task = self._task(plan, f"office_{name}", lead="vp", support="")
                self._bring(task, name, head=self.people.office_head)
            self._bring(self._task(plan, "foreign", lead="three", support=""), "doing", head=self.people.other_head)
            self.ids["extension"]["asked"] = extension.id
            self._items_and_evidence()
            plans.close(closed, self.people.clerk)

    def _bring(self, task: Task, state: str, head: Any = None) -> None:
        head = head or self.people.head
        steps = {
            "refused": (lambda: plans.refuse(task, head, "Không đúng việc"),),
            "cancelled": (lambda: plans.cancel(task, self.people.clerk, "Thôi làm"),),
            "accepted": (lambda: plans.accept(task, head),),
            "doing": (lambda: plans.accept(task, head), lambda: plans.start(task, head)),
            "new": (),
        }
        done = (*steps["doing"], lambda: plans.report(task, head))
        steps |= {"ready": steps["doing"], "reported": done}
        steps["done"] = (*done, lambda: plans.confirm(task, self.people.leader))
        for step in steps[state]:
            step()

    def _items_and_evidence(self) -> None:
        people = self.people
        for name, giver in (("doing", people.staff), ("foreign", people.other)):
            task = session.get_one(Task, self.ids["task"][name])
            items = plans.add_items(task, ["Viết bài", "Chụp ảnh"], giver)
            session.flush()
            photo_file = plans.take(io.BytesIO(picture()), "anh.jpg")
            evidence = {
                "photo": plans.add_file(task, photo_file, giver),
                "link": plans.add_link(task, "https://example.org/bai", giver),
            }
            plans.comment(task, "Đã liên hệ", giver)
            if name == "doing":
                plans.assign_item(items[1], people.helper, people.staff)
                evidence["helpers"] = plans.add_note(task, "Đã gửi số liệu", people.helper)
            session.flush()
            prefix = "" if name == "doing" else "foreign_"
            self.ids["item"] |= {f"{prefix}plain": items[0].id, f"{prefix}given": items[1].id}
            self.ids["evidence"] |= {prefix + key: found.id for key, found in evidence.items()}

    # Letters.

    def _letters(self) -> None:
        people, one = self.people, self.units.one
        with transaction():
            self.ids["document"]["begun"] = letters.begin(get_template("ke_hoach"), one, people.staff).id
        for state in ("draft", "checking", "checked", "presented", "signed", "numbered", "scanned", "issued"):
            self._letter(state, state, one, people.staff, people.head)
        self._letter("restricted", "issued", one, people.staff, people.head)
        self._letter("failed", "draft", one, people.staff, people.head)
        self._letter("cancelled", "draft", one, people.staff, people.head)
        with transaction():
            letters.cancel(self._found("cancelled"), people.staff, "Thôi ban hành")
        self._letter("faulty", "checking", one, people.staff, people.head)
        find_against(self._found("faulty"), MUST)
        self._letter("by_head", "checking", one, people.head, people.head)
        self._letter("by_clerk", "checking", self.units.vp, people.clerk, people.office_head)
        self._letter("foreign", "scanned", self.units.three, people.other, people.other_head, versions=2)

    def _letter(self, name: str, state: str, unit: Any, drafter: Any, head: Any, versions: int = 1) -> None:
        people = self.people
        with transaction():
            letter = letters.begin(get_template("ke_hoach"), unit, drafter)
        self.ids["document"][name] = letter.id
        with transaction():
            for n in range(versions):
                typed = Typed({**FACTS, "trich_yeu": f"Tập huấn {n}"}, self.signing.id)
                letters.save_version(letter, typed, letter.draft.revision, drafter)
            self._around(letter, name, drafter)
        moves = {
            "draft": lambda: None,
            "checking": lambda: letters.submit_for_check(letter, drafter),
            "checked": lambda: (letters.check_content(letter, head), letters.check_format(letter, people.clerk)),
            "presented": lambda: letters.present(letter, drafter),
            "signed": lambda: letters.sign(letter, people.leader),
            "numbered": lambda: letters.number(letter, people.clerk, today()),
            "scanned": lambda: letters.add_scan(letter, people.clerk, [(io.BytesIO(one_page_pdf()), "ky.pdf")]),
            "issued": lambda: letters.issue(letter, people.clerk),
        }
        for reached, move in moves.items():
            with transaction():
                move()
            if reached == state:
                break
        session.refresh(letter)
        if letter.scan:
            self.ids["scan"][name] = letter.scan.id
        self.ids["revision"][name] = letter.draft.revision

    def _around(self, letter: Document, name: str, drafter: Any) -> None:
        """What lies around a letter: two appendices, and words kept aside."""
        for number in (1, 2):
            added = letters.add_attachment(
                letter, drafter, title=f"Phụ lục {number}", file=io.BytesIO(photo()), file_name="phu-luc.jpg"
            )
            session.flush()
            self.ids["attachment"][f"{name}{number}"] = added.id
        kept = KeptDraft(document_id=letter.id, facts=FACTS, typed_by_id=drafter.id)
        session.add(kept)
        session.flush()
        self.ids["kept"][name] = kept.id

    def _readings(self) -> None:
        for name in ("ready", "settled", "confirmed", "paged"):
            content = one_page_pdf() if name == "paged" else READ_LETTER.encode()
            self._begin(name, content, "trang.pdf" if name == "paged" else "ke-hoach.txt")

    def _begin(self, name: str, content: bytes, file_name: str) -> None:
        with transaction():
            reading = readings.begin(self.people.clerk, [(io.BytesIO(content), file_name)])
            session.flush()
            self.ids["reading"][name] = reading.id

    def _read_letters(self) -> None:
        """What people do once the worker has read them; one letter still waits for the worker."""
        clerk, head = self.people.clerk, PlanFacts("80", "KH-LMHTX", today(), "Đã đọc", 0)
        with transaction():
            for name in ("ready", "settled", "confirmed"):
                reading = session.get_one(Reading, self.ids["reading"][name])
                if name != "ready":
                    readings.name_unit(reading, "Ban Thi đua", f"d:{self.units.one.id}", clerk)
                    for proposal in reading.proposals:
                        readings.accept_task(proposal, clerk)
                for key, proposal in zip(("first", "second"), reading.proposals, strict=True):
                    self.ids["proposal"][key if name == "ready" else f"{name}_{key}"] = proposal.id
            readings.confirm(reading, clerk, head, self.people.leader)
            self.ids["proposal"]["confirmed"] = self.ids["proposal"].pop("confirmed_first")
        self._begin("waiting", READ_LETTER.encode(), "ke-hoach.txt")

    def _found(self, name: str) -> Document:
        return session.get_one(Document, self.ids["document"][name])

    def _failed_files(self) -> None:
        with transaction():
            version = self._found("failed").current
            assert version is not None
            version.files_state, version.files_reason = FilesState.FAILED, "Không tạo được PDF."
            version.pdf_sha256 = version.page_count = None
            undrawn = session.get_one(CheckedFile, self.ids["file"]["undrawn"])
            undrawn.files_state, undrawn.pdf_sha256, undrawn.page_count = FilesState.FAILED, None, None

    def _checked_files(self) -> None:
        with transaction():
            batch = checking.check(dropped(BAD, GOOD, (b"%PDF-1.7", "quet.pdf"), BAD), self.people.staff)
            session.flush()
            self.ids["batch"]["own"] = batch.id
            names = ("bad", "good", "refused", "undrawn")
            self.ids["file"] |= {name: file.id for name, file in zip(names, batch.files, strict=True)}

    def _registers(self) -> None:
        clerk, issuer = self.people.clerk, self.units.one.issuer
        with transaction():
            outside = registers.register_outside(issuer, "CV", today(), actor=clerk, entry=ENTRY, unit_symbol="VP")
            registers.set_keeping(issuer, "Quy chế công tác văn thư", clerk, inserts=True)
            kept = registers.keep_number(
                issuer, "KH", today(), actor=clerk, why="Kế hoạch sắp ký", leave=self.people.leader
            )
            session.flush()
            number = self._found("issued").number
            assert number is not None
            self.ids["number"] |= {"letter": number.id, "outside": outside.id, "kept": kept.id}

    # Incoming letters.

    def _incoming(self) -> None:
        people, one, two = self.people, self.units.one, self.units.two
        lead, help_ = incoming.Receiver(one.id, Part.LEAD), incoming.Receiver(two.id, Part.SUPPORT)
        moves = {
            "registered": lambda letter: self._enter(letter),
            "presented": lambda letter: incoming.present(letter, people.leader, people.clerk),
            "handling": lambda letter: incoming.direct(
                letter, people.leader, "Tham mưu trả lời.", [lead, help_], people.leader
            ),
        }
        for name in ("received", *moves):
            letter = self._arrived(name)
            for reached, move in moves.items():
                if name == "received":
                    break
                with transaction():
                    move(letter)
                if reached == name:
                    break
        for name in ("forwarded", "finished"):
            letter = self._arrived(name)
            with transaction():
                self._enter(letter)
                incoming.forward(letter, [lead], people.clerk)
                if name == "finished":
                    incoming.finish(letter, people.head)
        with transaction():
            self.ids["letter"]["paper"] = incoming.receive(people.clerk, [], today()).id
            self.ids["letter"]["secret"] = incoming.note_secret(people.clerk, Secrecy.SECRET, today()).id

    def _arrived(self, name: str) -> Any:
        with transaction():
            own = letter_pdf(LETTERS[len(self.ids["letter"])])  # no two letters of the same bytes
            letter = incoming.receive(self.people.clerk, [(io.BytesIO(own), f"{name}.pdf")], today())
            session.flush()
            self.ids["letter"][name], self.ids["file"][name] = letter.id, letter.files[0].id
        return letter

    def _enter(self, letter: Any) -> None:
        facts = incoming.LetterFacts(today(), "Sở Tài chính", "Về việc dự toán", "Công văn", f"{letter.id}/STC")
        incoming.register(letter, self.units.one.issuer, facts, self.people.clerk, twin_reason="Gửi lại")
