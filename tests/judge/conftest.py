"""Hypothesis, patient: a busy machine is no finding. Elsewhere than on Linux no test of the judge is run."""

import sys

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


class NotHere(pytest.Module):
    """A module of tests that is not even imported, and says why."""

    def collect(self):
        """Skip it."""
        pytest.skip("the judge needs Linux, or a container (docs/judge.md)")


def pytest_pycollect_makemodule(module_path, parent):
    """Skip a whole module by its name: its imports alone may fail on other systems."""
    return None if sys.platform == "linux" else NotHere.from_parent(parent, path=module_path)
