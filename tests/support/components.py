"""What to do when a program the tests need is not on this machine: never pass over it in silence."""

import os
from typing import NoReturn

import pytest


def missing_component(name: str, debian_package: str) -> NoReturn:
    """Fail under CI; on a developer's machine skip, naming what to install."""
    sentence = f"{name} is not installed (apt-get install {debian_package}; deploy/test.sh does it when it may)"
    if os.environ.get("CI", "").lower() in ("1", "true", "yes"):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
