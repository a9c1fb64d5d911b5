"""schemathesis over the API's own description: whatever it may be sent, it answers as the description says."""

from types import SimpleNamespace
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from intranet.accounts.models import Person
from intranet.api.routes.programs.description import description
from intranet.api.routes.programs.operation import DOCX
from intranet.core.db import session
from tests.api.conftest import Program

schemathesis.serializer.alias(DOCX, "application/octet-stream")
# The same cases in every run; a campaign tries many times as many.
QUICK = settings(
    max_examples=6, derandomize=True, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
LONG = settings(QUICK, max_examples=300)


@pytest.fixture
def contract(app: Flask, program: Program) -> Any:
    """The description, served by the program itself, with a token that may do everything."""
    answer = program.send("GET", "/openapi.json")
    loaded = schemathesis.openapi.from_dict(answer.json)
    loaded.app = app
    loaded.config.update(
        base_url="http://localhost/api/v1",
        headers={"Authorization": f"Bearer {program.secret}", "Accept-Encoding": "identity"},
    )
    return loaded


def try_every_operation(contract: Any, how_often: settings) -> int:
    """Send what the description allows to each operation, and judge each answer; gives the number of requests.

    Any bytes are a file by the description, and any table facts; whether they are a Word file, and this template's
    facts, only the service can say.
    """
    sent = 0
    for found in contract.get_all_operations():
        operation = found.ok()

        @how_often
        @given(case=operation.as_strategy())
        def answers_as_described(case: Any) -> None:
            nonlocal sent
            sent += 1
            if sent % 2 and "template_id" in case.path_parameters:  # half of them reach a template that is there
                case.path_parameters["template_id"] = "giay_moi"
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        answers_as_described()
    return sent


def test_every_answer_is_as_described(contract: Any) -> None:
    assert try_every_operation(contract, QUICK) >= 40


@pytest.mark.campaign
def test_every_answer_is_as_described_a_long_time(contract: Any) -> None:
    assert try_every_operation(contract, LONG) >= 1000


def test_the_description_is_openapi_3_1_and_names_every_address(app: Flask, cast: SimpleNamespace) -> None:
    document = description()
    assert document["openapi"] == "3.1.0"
    stated = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    routes = {
        (method, str(rule).removeprefix("/api/v1").replace("<int:", "{").replace("<", "{").replace(">", "}"))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if rule.endpoint.startswith("v1.")
    }
    assert stated == routes and len(routes) == 12
    assert session.get(Person, cast.staff.id) is not None
