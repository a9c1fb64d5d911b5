"""The fixtures every test may ask for; each subject has its own file under tests/support."""

pytest_plugins = ["tests.support.postgres", "tests.support.office", "tests.support.visitor"]
