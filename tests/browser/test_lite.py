"""The lessons in the browser with no server behind them, in real Chromium: JupyterLite with all Pyodide on loopback.

The published site takes a newer JupyterLite and fetches Pyodide from its usual address, which a test must not; what is
built for that is looked at as files.
"""

import hashlib
import json
import re
import zipfile

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

from pages.contents import LESSONS
from pages.lite.ahead import compile_ahead
from pages.lite.kernel import BRINGS
from pages.lite.lock import COURSE, PACKAGES
from pages.lite.page import fingerprint

from ..course import ROOT
from ..verdicts import LONG
from ..warm_python import python
from . import lite, servers

FOLDER = "some/folder/lite"
STEM = "01_intuition"
MOST = 33_000_000  # bytes until the first check
ANSWERS = {
    "push": "def push(a_L, y):\n    return np.sign(y - a_L)",
    "slope": "def slope(C, w, h=1e-5):\n    return (C(w + h) - C(w)) / h",  # the forward difference
    "update": "def update(w, dC_dw, eta):\n    while True:\n        w = w - eta * dC_dw * 0",
}
ENDS = {"update": "def update(w, dC_dw, eta):\n    return w"}  # the judge would wait for the endless one, twice
BY_ITSELF = ["ipykernel", "comm", "pyodide-kernel", "jedi", "ipython"]  # what JupyterLite 0.8's kernel asks for
COMPLETED = """([panel, code]) => eval(panel).sessionContext.session.kernel.requestComplete(
  { code, cursor_pos: code.length }).then(({ content }) => content.matches)"""
RAISED = """([panel, code]) => {
  const future = eval(panel).sessionContext.session.kernel.requestExecute({ code, store_history: false });
  let said = '';
  future.onIOPub = ({ content }) => { said += (content.traceback ?? []).join('\\n'); };
  return future.done.then(() => said.replace(/\\x1b\\[[\\d;]*m/g, ''));
}"""
PATIENCE = "from backprop.checking import interruption; interruption.PATIENCE = 0.5"
TRIED = [*LESSONS] if LONG else [STEM]  # each has a Python to start
pytestmark = pytest.mark.ci


@pytest.fixture(scope="module")
def packages():
    """Return the folder with the JupyterLite and the Pyodide to test with."""
    try:
        return lite.stack()
    except lite.NotToBeHad as why:
        pytest.skip(f"needs the packages of {lite.ASKED.name}, which pip did not get: {why}")


@pytest.fixture(scope="module")
def site(packages, tmp_path_factory):
    """Build the lessons into a subfolder; return the folder."""
    out = tmp_path_factory.mktemp("lite") / FOLDER
    lite.build(out, packages, packages / lite.PYODIDE)
    return out


@pytest.fixture(scope="module")
def address(site):
    """Serve them; return their address."""
    with servers.files(site.parents[FOLDER.count("/")]) as server:
        yield f"{server}/{FOLDER}/"


@pytest.fixture(scope="module")
def asked():
    """Return the requests of the module's windows: (address, bytes of the answer) for each."""
    return []


@pytest.fixture(scope="module")
def window(chromium, address, asked):
    """Return a function that opens a window with nothing in its memory; all that it asks for is noted in ``asked``."""
    opened = []

    def open_(**how):
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, **how)
        opened.append(context)
        context.on("requestfinished", lambda r: asked.append((r.url, max(r.sizes()["responseBodySize"], 0))))
        context.on("requestfailed", lambda r: asked.append((r.url, 0)))
        page = context.new_page()
        page.set_default_timeout(300_000)
        return page

    yield open_
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def lesson(window, address, asked):
    """Open lesson 1 by its link and run all its cells."""
    opened = lite.Lesson(window(), address, STEM).open()
    opened.said = [opened.page.locator("#backprop-notice").inner_text()]
    opened.started().run_all()
    opened.said.append(opened.page.locator("#backprop-notice").inner_text())
    opened.weight = sum(size for _, size in asked)
    return opened


def test_the_lessons_are_the_learners_files_byte_for_byte(site):
    assert sorted(path.name for path in (site / "files").iterdir()) == sorted(f"{stem}.ipynb" for stem in LESSONS)
    for stem in LESSONS:
        assert (site / f"files/{stem}.ipynb").read_bytes() == (ROOT / f"release/{stem}/{stem}.ipynb").read_bytes()


@pytest.mark.parametrize("stem", TRIED)
def test_every_cell_runs_and_every_figure_and_card_is_there(lesson, window, address, stem):
    opened = lesson
    if stem != STEM:
        opened = lite.Lesson(window(), address, stem).open().started()
        opened.run_all()
    outputs = [output for cell in opened.cells() for output in cell.get("outputs", ())]
    assert [output for output in outputs if output["output_type"] == "error"] == []
    text = (ROOT / f"notebooks/{stem}.ipynb").read_text("utf-8")
    assert (
        sum("bp-picture" in str(output) for output in outputs) >= len(re.findall(r'"widgets\.(?!prediction)', text)) > 2
    )
    assert sum("backprop-card" in str(output) for output in outputs) == text.count('"check(') > 5
    if stem != STEM:
        opened.page.context.close()


def test_the_page_says_how_large_python_is_and_what_to_know_of_it(lesson):
    starting, ready = lesson.said
    assert "starting" in starting and "MB" in starting
    assert "Restart" in ready and "Download" in ready


def test_until_the_first_check_it_weighs_no_more_than_promised_and_nothing_comes_from_elsewhere(lesson, address, asked):
    assert 15_000_000 < lesson.weight <= MOST  # the first: what Pyodide itself and numpy weigh
    own = (address.removesuffix(f"{FOLDER}/"), "data:", "blob:")
    assert [url for url, _ in asked if not url.startswith(own)] == []


def test_python_starts_with_all_it_needs_in_one_go_and_looks_nothing_up(lesson, asked):
    urls = " ".join(url for url, _ in asked)
    assert not re.search(r"/pypi/\S*all\.json|sympy", urls) and "backprop_by_hand" in urls


def test_what_python_imports_as_it_starts_is_compiled_and_the_lock_file_has_its_hash(site):
    folder = site / "static/pyodide"
    lock = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))["packages"]
    for package, compiled in (("ipython", "IPython/core/interactiveshell"), ("traitlets", "traitlets/traitlets")):
        wheel = folder / lock[package]["file_name"]
        names = set(zipfile.ZipFile(wheel).namelist())
        assert f"{compiled}.pyc" in names and f"{compiled}.py" not in names
        assert lock[package]["sha256"] == hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert {"json/__init__.pyc", "mailbox.py"} <= set(zipfile.ZipFile(folder / "python_stdlib.zip").namelist())
    own = zipfile.ZipFile(folder / lock[COURSE]["file_name"]).namelist()
    assert "backprop/network.py" in own and not any(name.endswith(".pyc") for name in own)


@pytest.mark.usefixtures("chromium")
def test_a_pyodide_that_does_not_start_in_node_is_left_as_it_is_and_a_line_says_so(tmp_path, capsys):
    lock = json.dumps({"info": {"python": "3.13.2"}, "packages": {}})
    (tmp_path / "pyodide-lock.json").write_text(lock, "utf-8")
    compile_ahead(tmp_path, [])
    said = capsys.readouterr().out
    assert re.fullmatch(r"Python's files are not compiled ahead .*Cannot find module.*pyodide\.mjs.*\n", said), said
    assert (tmp_path / "pyodide-lock.json").read_text("utf-8") == lock


def test_an_error_shows_the_lines_of_the_learner_and_of_the_course_and_the_place_in_a_library(lesson):
    code = "import json\ndef mine(x):\n    return json.loads(x)\nmine('no')"
    said = lesson.page.evaluate(RAISED, [lesson.panel, code])
    assert "----> 3     return json.loads(x)" in said and re.search(r"json/__init__\.py:\d+, in loads\(s", said)
    said = lesson.page.evaluate(RAISED, [lesson.panel, "from backprop import net\nnet.loss('no', 1)"])
    assert re.search(r"backprop/network\.py:\d+", said) and "return loss(self.forward(x)[1][self.L], y)" in said


def test_names_are_completed(lesson):
    for code, name in (("from backprop import wid", "widgets"), ("import math; math.sq", "sqrt"), ("net.W", "W")):
        found = lesson.page.evaluate(COMPLETED, [lesson.panel, code])
        assert any(name in each for each in found), (code, found)


def test_a_slider_moves_its_figure_by_its_keys(lesson):
    place = lesson.look(0)
    readout = place.locator(".bp-readout").first
    before = readout.inner_text()
    place.locator(".noUi-handle").first.press("End")
    lesson.page.wait_for_function("([e, old]) => e.innerText !== old", arg=[readout.element_handle(), before])
    place.locator(".noUi-handle").first.press("Home")
    lesson.page.wait_for_function("([e, old]) => e.innerText !== old", arg=[readout.element_handle(), before])


def test_a_right_a_wrong_and_an_endless_function_get_their_cards(lesson):
    lesson.python(PATIENCE)
    answered(lesson)
    assert "✓" in lesson.output("push-check") and "1 of 1" in lesson.output("push-check")
    assert "One side only" in lesson.output("slope-check")
    assert re.search(r"stopped after some seconds at (while True:|w = w - eta)", lesson.output("update-check"))


def answered(lesson):
    """Write the answers and run each with its check."""
    for name, source in ANSWERS.items():
        lesson.write(name, source, typed=False)
        lesson.run(name)
        lesson.run(f"{name}-check")


def test_a_reload_keeps_what_was_written_and_never_saved_and_shows_the_figures_without_a_kernel(lesson):
    lesson.write("push", ANSWERS["push"], typed=False)
    lesson.page.wait_for_function(f"() => !{lesson.panel}.context.model.dirty", timeout=60_000)
    lesson.page.reload()
    lesson.shown()
    cell = next(c for c in lesson.cells() if c["metadata"].get("nbgrader", {}).get("grade_id") == "push")
    assert "".join(cell["source"]) == ANSWERS["push"]
    place = lesson.look(0)
    place.frame_locator("iframe").locator(".bp-picture").first.wait_for()
    assert "Loading widget" not in place.inner_text()


@pytest.mark.usefixtures("own_command")
def test_the_download_is_judged_as_any_other(lesson, tmp_path):
    for name, source in (ANSWERS | ENDS).items():
        lesson.write(name, source, typed=False)
    name, text = lesson.download()
    assert name == f"{STEM}.ipynb"
    (tmp_path / name).write_text(text, "utf-8")
    done = python("autograder", "check", tmp_path / name, "--json", cwd=ROOT)
    assert done.returncode == 1, done.stderr
    points = {function: found["points"] for function, found in json.loads(done.stdout)["functions"].items()}
    assert points["push"] == 1 and 0 <= points["slope"] < 2 and points["update"] == 0, done.stdout


def test_a_corrected_lesson_takes_the_place_of_a_saved_one_which_is_kept(lesson, site):
    lesson.write("push", ANSWERS["push"], typed=False)
    lesson.command("docmanager:save")
    file = site / f"files/{STEM}.ipynb"
    corrected = nbformat.read(file, 4)
    corrected.cells[0].source += "\n\nA word was corrected."
    nbformat.write(corrected, file)
    lessons = {path.name: fingerprint(path) for path in (site / "files").iterdir()}
    (site / "lessons.json").write_text(json.dumps(lessons), "utf-8")
    lesson.page.reload()
    lesson.shown()
    sources = {c["metadata"].get("nbgrader", {}).get("grade_id"): "".join(c["source"]) for c in lesson.cells()}
    assert "A word was corrected." in "".join(lesson.cells()[0]["source"])
    assert sources["push"] == ANSWERS["push"] and "NotImplementedError" in sources["forward"]
    said = lesson.page.locator("#backprop-notice").inner_text()
    kept = said.partition("is in ")[2].partition(".ipynb")[0] + ".ipynb"
    assert kept.startswith(f"{STEM} before ") and "was corrected since you saved it" in said
    lesson.page.get_by_role("listitem", name=kept).or_(lesson.page.get_by_title(kept)).first.wait_for(state="attached")
    lesson.page.reload()
    lesson.shown()
    assert "was corrected" not in lesson.page.locator("#backprop-notice").inner_text()


@pytest.mark.long  # Python starts once more
def test_on_a_phone_the_lesson_has_the_room_of_the_list_of_files(window, address):
    page = window()
    page.set_viewport_size({"width": 390, "height": 844})
    lite.Lesson(page, address, STEM).open()
    page.wait_for_selector("#jp-left-stack", state="hidden")
    assert page.locator(".jp-Notebook").first.bounding_box()["width"] > 250
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_the_course_adds_to_the_page(lesson, scheme):
    lesson.command("apputils:change-theme", {"theme": f"JupyterLab {scheme.title()}"})
    lesson.page.wait_for_selector(
        f"body[data-jp-theme-light={'true' if scheme == 'light' else 'false'}]", state="attached"
    )
    lesson.page.evaluate("() => { document.getElementById('backprop-notice').hidden = false; }")
    result = Axe().run(lesson.page, context="#backprop-notice", options={"resultTypes": ["violations"]}).response
    assert result["passes"] and [broken["id"] for broken in result["violations"]] == []


@pytest.mark.long
def test_the_published_build_takes_pyodide_from_its_address_and_all_else_from_the_site(packages, tmp_path):
    with servers.files(packages / lite.PYODIDE) as elsewhere:
        lite.build(tmp_path / "lite", lite.stack(ROOT / "requirements/lite.txt"), f"{elsewhere}/")
    out = tmp_path / "lite"
    config = json.loads((out / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    kernel = config["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    assert kernel["pyodideUrl"] == f"{elsewhere}/pyodide.mjs" and kernel["disablePyPIFallback"] is True
    start = kernel["loadPyodideOptions"]
    assert start["packages"] == ["micropip", "piplite", *BY_ITSELF, "numpy", COURSE]
    lock = json.loads((out / start["lockFileURL"]).read_text("utf-8"))["packages"]
    here = {name for name, entry in lock.items() if "/" not in entry["file_name"]}
    assert here == {*PACKAGES, *BRINGS, COURSE} and lock["numpy"]["file_name"].startswith(f"{elsewhere}/numpy-")
    assert {path.name for path in (out / "static/pyodide").iterdir()} == {
        "pyodide-lock.json", *(lock[name]["file_name"] for name in here)
    }  # fmt: skip
    assert "welcome.js" in (out / "lab/index.html").read_text("utf-8")
