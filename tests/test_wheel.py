"""The course's package as a wheel, for notebooks that are run elsewhere: it installs, and figures show from it."""

import json
import os
import re
import subprocess
import sys

import pytest

from pages.wheel import write_wheel

from .course import ROOT

pytestmark = pytest.mark.usefixtures("wheel")

SHOW = """
import json
import backprop
from backprop import net, sample, widgets
from backprop.checking.check import check
made = widgets.blind_knob(net, sample)
data, _ = made._repr_mimebundle_()
esm = {type(widget).__name__: len(widget._esm) for widget in (made.frame, made.controls["told"])}
print(json.dumps([backprop.__file__, [*data], data["text/html"], esm]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Return the wheel, built as `make site` builds it, over one of an older version."""
    out = tmp_path_factory.mktemp("site")
    (out / "backprop_by_hand-0.0.1-py3-none-any.whl").touch()
    return write_wheel(out)


def test_the_wheel_installs_and_a_figure_shows_where_there_is_nothing_else_of_the_course(wheel, tmp_path):
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", tmp_path]
    subprocess.run([*pip, wheel], check=True)
    done = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    place, kinds, html, esm = json.loads(done.stdout)
    assert place == str(tmp_path / "backprop/__init__.py")
    assert {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"} <= set(kinds)
    assert "<svg" in html and all(size > 1000 for size in esm.values())


def test_the_site_has_one_wheel_and_the_document_names_it(wheel):
    assert [path.name for path in wheel.parent.glob("*.whl")] == [wheel.name]
    page = (ROOT / "docs/elsewhere.md").read_text("utf-8")
    assert set(re.findall(r"[\w.-]+\.whl", page)) == {wheel.name}
