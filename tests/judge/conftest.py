"""Hypothesis, patient: a busy machine is no finding; 30 examples, 300 on CI. On other systems than Linux no test here is run."""

import sys

import pytest
from hypothesis import HealthCheck, settings

from ..verdicts import SEEDS

if sys.platform == "linux":
    from .warm import stop_all, warm  # noqa: F401 - a fixture

settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=15 * len(SEEDS)
)
settings.load_profile("patient")


@pytest.fixture
def walls():
    """Say of a test that it judges behind walls: in processes of their own, with limits to wait for."""


@pytest.fixture
def classes():
    """Say of a test that it judges classes, one after the other: it is slow."""


class NotHere(pytest.Module):
    """A module of tests that is not even imported, and says why."""

    def collect(self):
        """Skip it."""
        pytest.skip("the judge needs Linux, or a container (docs/judge.md)")


def pytest_pycollect_makemodule(module_path, parent):
    """Skip a whole module by its name: its imports alone may fail on other systems."""
    return None if sys.platform == "linux" else NotHere.from_parent(parent, path=module_path)


def pytest_sessionfinish():
    """End the sandboxes that were kept warm."""
    if sys.platform == "linux":
        stop_all()
