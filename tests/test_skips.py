"""Where all tests must run, as on CI, a skipped one fails and says why it would have been skipped."""

import re
import shutil
import subprocess
import sys

import pytest

from .course import ROOT

SKIPS = {
    "by_a_call": "def test_it():\n    pytest.skip('no browser')\n",
    "by_a_mark": "@pytest.mark.skipif(True, reason='no browser')\ndef test_it():\n    pass\n",
    "in_a_fixture": "@pytest.fixture\ndef f():\n    pytest.skip('no browser')\ndef test_it(f):\n    pass\n",
    "as_a_module": "pytest.skip('no browser', allow_module_level=True)\n",
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Return what pytest says about a file of each kind, by whether all must run: {False: text, True: text}."""
    folder = tmp_path_factory.mktemp("skips")
    shutil.copy(ROOT / "tests/conftest.py", folder)
    for how, text in SKIPS.items():
        (folder / f"test_{how}.py").write_text("import pytest\n" + text)
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "--continue-on-collection-errors"]
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
        patch.setenv("COLUMNS", "300")  # else the reasons are cut off
        patch.delenv("PYTEST_ADDOPTS", raising=False)
        for all_must_run in (False, True):
            patch.setenv("BACKPROP_REQUIRE_ALL", "1" if all_must_run else "")
            done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
            assert bool(done.returncode) == all_must_run, done.stdout + done.stderr
            found[all_must_run] = done.stdout
    return found


@pytest.mark.parametrize("how", SKIPS)
def test_a_test_that_skips_itself_fails_only_where_all_must_run(reports, how):
    said = rf"^{{}}\b.* test_{how}\.py.*no browser"
    assert re.search(said.format("SKIPPED"), reports[False], re.M), reports[False]
    assert re.search(said.format("(FAILED|ERROR)"), reports[True], re.M), reports[True]
    assert not re.search(said.format("(FAILED|ERROR)"), reports[False], re.M)
    assert not re.search(said.format("SKIPPED"), reports[True], re.M)
