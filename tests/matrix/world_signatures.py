"""Keys in the office of the matrix, and letters that wait for a signature, for a token, for the seal."""

from base64 import b64encode
from typing import Any

from intranet.accounts.queries import main_issuer
from intranet.core.clock import today
from intranet.core.db import session, transaction
from intranet.docservice.signing.demonstration import pem
from intranet.documents import service as letters
from intranet.documents.models import Document
from intranet.signatures import service as signatures
from intranet.signatures.office_trust import trust_folder
from intranet.signatures.queries import copy_of
from intranet.signatures.queries.appendices import appendices_of
from intranet.signatures.queries.checkpage import code_of
from intranet.signatures.service.appendices import prepare_appendix
from tests.signatures.parts import PASSPHRASE, keys, ready_copy, scan_pdf, signed_by_leader


def add_signatures(world: Any) -> None:
    """Keys of the leader and the office; letters that wait for signature, token and seal; a sealed one."""
    people, one = world.people, world.units.one
    trust_folder().mkdir()
    (trust_folder() / "ca.pem").write_bytes(pem(keys().authority.certificate))
    (trust_folder() / "ca.crl").write_bytes(keys().authority.revocation_list())
    with transaction():
        bound = signatures.bind_certificate(people.leader, pem(keys().leader.certificate), people.admin)
        signatures.keep_seal_key(main_issuer(), keys().office.pkcs12(PASSPHRASE), PASSPHRASE, people.admin)
        session.flush()
        world.ids["certificate"]["leader"] = bound.id
    for name in ("to_sign", "asked", "to_seal", "sealed"):
        world._letter(name, "presented", one, people.staff, people.head)
        with transaction():
            session.add(copy := ready_copy(world._found(name)))
            session.flush()
            content = signed_by_leader(copy)
        if name in ("to_seal", "sealed"):
            with transaction():
                signatures.take_signed(world._found(name), content, people.leader)
                letters.number(world._found(name), people.clerk, today())
    _seal(world, world._found("sealed"))
    _digitise(world, people)
    with transaction():
        asked = signatures.ask_for_signature(world._found("asked"), bound, people.leader)
        world.ids["to_sign"]["asked"] = asked["to_sign"]
    waiting = copy_of(world._found("to_sign"))
    assert waiting is not None
    world.ids["signed"]["to_sign"] = b64encode(signed_by_leader(waiting)).decode()


def _seal(world: Any, letter: Document) -> None:
    """Sealed with its appendices, as soon as the worker has made their PDFs."""
    for copy in appendices_of(letter):
        prepare_appendix(copy.id)
    with transaction():
        signatures.seal(letter, PASSPHRASE, world.people.clerk)
        world.ids["letter_code"]["sealed"] = code_of(letter.electronic)
    world.ids["appendix"]["sealed"] = appendices_of(letter)[0].id


def _digitise(world: Any, people: Any) -> None:
    digitising = signatures.Digitising("SY", "Quyết định 12/QĐ-UBND", world.signing, ("Sở Nội vụ",))
    with transaction():
        sealed = signatures.sealed_scan(scan_pdf(), digitising, PASSPHRASE, people.clerk)
        copy = signatures.keep_digitised(sealed, digitising, people.clerk)
        session.flush()
        world.ids["copy"]["digitised"] = copy.id
