"""Take the screenshots of the lessons, as a learner sees them: `make pictures`."""

import tempfile
from pathlib import Path

from ..course import ROOT
from . import servers
from .lab import Notebook

SIZE = {"width": 1200, "height": 760}
# Each lesson's figure, counted from 0, and how many steps its first slider is moved.
FIGURES = {"01_intuition": (2, 12), "02_notation": (0, 0), "03_observations": (3, 0), "04_gradient": (8, 3)}


def main():
    """Open each lesson, run it, scroll to its figure; keep what is on the screen."""
    (ROOT / "docs").mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        servers.jupyterlab(Path(home)) as address,
        servers.chromium() as browser,
    ):
        for number, (lesson, (index, steps)) in enumerate(FIGURES.items(), start=1):
            page = servers.open_lab(browser, address)
            page.set_viewport_size(SIZE)
            notebook, name = Notebook(page, Path(home, "notebooks")), f"{lesson}.ipynb"
            notebook.path, notebook.panel = name, notebook.panel.replace(notebook.path, name)  # under its own name
            notebook.open(name)
            page.wait_for_function(f"() => document.querySelectorAll('.bp-explorer').length > {index}")
            figure = notebook.figures()[index]
            if (show_me := figure.place.get_by_role("button", name="show me")).count():
                show_me.click()
            figure.press(figure.sliders()[0], "ArrowRight", steps)
            for _ in range(3):  # the notebook scrolls too, to the cell that it has just run or been given the focus
                figure.place.evaluate("place => place.scrollIntoView({ block: 'center' })")
                page.wait_for_timeout(1000)
            picture = ROOT / f"docs/lesson-{number}.png"
            page.screenshot(path=picture)
            notebook.shutdown()
            page.close()
            print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
