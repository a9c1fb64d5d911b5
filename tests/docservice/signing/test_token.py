"""A key that never leaves its token: the signer's through the program next to it, the office's at the server."""

import json
import os
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding

from intranet.docservice.errors import DocError
from intranet.docservice.signing import deferred
from intranet.docservice.signing.demonstration import Authority, Holder
from intranet.docservice.signing.keys import open_token
from intranet.docservice.signing.sign import seal
from intranet.docservice.signing.trust import Trust
from intranet.docservice.signing.verify import verify
from tests.docservice.signing.token import KEY, PIN, TOKEN, make_token

AGENT = Path(__file__).parents[3] / "deploy" / "token_agent.py"


@pytest.fixture
def module(tmp_path: Path, chairman: Holder) -> str:
    """A token with the chairman's key."""
    return make_token(tmp_path, chairman)


def asked(blank: bytes, holder: Holder) -> tuple[deferred.Prepared, str]:
    """What is prepared, and the request that the browser carries to the token."""
    certificate = x509.Certificate.load(holder.certificate.public_bytes(Encoding.DER))
    prepared = deferred.prepare(blank, certificate, name="Nguyễn Văn Ký")
    facts = prepared.as_json()
    request = {"document": "Kế hoạch", "copy": "ab", "certificate": facts["certificate"], "to_sign": facts["to_sign"]}
    return prepared, json.dumps(request)


def run_agent(folder: Path, module: str, pin: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(AGENT), "yeu-cau-ky-1.json", "--module", module, "--token", TOKEN, "--key", KEY]
    command.append("--pin-from-input")
    return subprocess.run(command, cwd=folder, input=f"{pin}\n", capture_output=True, text=True, env=dict(os.environ))


def test_the_program_next_to_the_token_signs(
    tmp_path: Path, module: str, blank: bytes, chairman: Holder, trust: Trust
) -> None:
    prepared, request = asked(blank, chairman)
    (tmp_path / "yeu-cau-ky-1.json").write_text(request, encoding="utf-8")
    done = run_agent(tmp_path, module, PIN)
    assert done.returncode == 0, done.stderr
    answer = json.loads((tmp_path / "tra-loi-1.json").read_text())
    signed = deferred.finish(prepared, b64decode(answer["signature"]))
    assert verify(signed, trust).valid


@pytest.mark.parametrize("fault", ["a wrong PIN", "another certificate", "no request"])
def test_it_says_what_is_wrong_and_writes_no_answer(
    tmp_path: Path, module: str, blank: bytes, chairman: Holder, authority: Authority, fault: str
) -> None:
    holder = authority.issue("Người khác") if fault == "another certificate" else chairman
    request = "{}" if fault == "no request" else asked(blank, holder)[1]
    (tmp_path / "yeu-cau-ky-1.json").write_text(request, encoding="utf-8")
    done = run_agent(tmp_path, module, "0000" if fault == "a wrong PIN" else PIN)
    assert done.returncode == 1 and done.stderr.strip()
    assert not (tmp_path / "tra-loi-1.json").exists()


def test_the_office_seals_with_a_token_at_the_server(module: str, numbered: bytes, trust: Trust) -> None:
    with open_token(module, TOKEN, PIN, KEY) as signer:
        assert verify(seal(numbered, signer, name="Cơ quan"), trust).valid


@pytest.mark.parametrize(
    ("token", "pin", "key", "code"),
    [
        (TOKEN, "0000", KEY, "token_wrong_pin"),
        ("Thiet bi khac", PIN, KEY, "token_not_found"),
        (TOKEN, PIN, "khoa khac", "token_not_found"),
    ],
)
def test_a_token_that_does_not_open_has_its_sentence(module: str, token: str, pin: str, key: str, code: str) -> None:
    with pytest.raises(DocError) as refused, open_token(module, token, pin, key):
        pass
    assert refused.value.code == code
