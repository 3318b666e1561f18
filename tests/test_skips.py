"""Where all tests must run, as on CI, a skipped one fails and says why it would have been skipped."""

import shutil
import subprocess
import sys

import pytest

from .course import ROOT

SKIPS = {
    "by a call": "def test_it():\n    pytest.skip('no browser')\n",
    "by a mark": "@pytest.mark.skipif(True, reason='no browser')\ndef test_it():\n    pass\n",
    "in a fixture": "@pytest.fixture\ndef f():\n    pytest.skip('no browser')\ndef test_it(f):\n    pass\n",
    "as a module": "pytest.skip('no browser', allow_module_level=True)\n",
}


@pytest.mark.parametrize("how", SKIPS)
def test_a_test_that_skips_itself_fails_only_where_all_must_run(how, tmp_path, monkeypatch):
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    (tmp_path / "test_it.py").write_text("import pytest\n" + SKIPS[how])
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tmp_path]
    monkeypatch.delenv("BACKPROP_REQUIRE_ALL", raising=False)
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    assert "1 skipped" in subprocess.run(command, capture_output=True, text=True, cwd=tmp_path).stdout
    monkeypatch.setenv("BACKPROP_REQUIRE_ALL", "1")
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode and "no browser" in done.stdout and "1 skipped" not in done.stdout
