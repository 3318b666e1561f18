"""Where BACKPROP_REQUIRE_ALL is set, as on CI, a test that would be skipped fails: nothing passes by not being run."""

import os

import pytest


def insist(report):
    """Turn a skipped report into a failed one, where all tests must run."""
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("BACKPROP_REQUIRE_ALL"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and BACKPROP_REQUIRE_ALL is set: {report.longrepr[-1]}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """Look at every test's report."""
    return insist((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    """Look at every module's report: a whole module can skip itself."""
    return insist((yield))
