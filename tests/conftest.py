"""The fixtures every test may ask for; each subject has its own file under tests/support."""

from pathlib import Path

pytest_plugins = [
    "tests.support.memory",
    "tests.support.addresses",
    "tests.support.together",
    "tests.support.browser",
    "tests.support.postgres",
    "tests.support.rsa_keys",
    "tests.support.office",
    "tests.support.visitor",
]

# Tests over material that is not part of the project run only where that material stands beside the checkout.
collect_ignore = [] if (Path(__file__).parents[2] / "shared").is_dir() else ["shared"]
