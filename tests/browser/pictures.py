"""Take README's screenshot of lesson 1, as a learner sees it: `make pictures`."""

import tempfile
from pathlib import Path

from ..course import LESSON, ROOT
from . import servers
from .lab import Notebook

PICTURE = ROOT / "docs/lesson-1.png"
SIZE = {"width": 1200, "height": 760}
FIGURE = 2  # the forward pass


def main():
    """Open the lesson, run it, scroll to the figure; keep what is on the screen."""
    with (
        tempfile.TemporaryDirectory() as home,
        servers.jupyterlab(Path(home)) as address,
        servers.chromium() as browser,
    ):
        page = servers.open_lab(browser, address)
        page.set_viewport_size(SIZE)
        notebook, name = Notebook(page, Path(home, "notebooks")), f"{LESSON}.ipynb"
        notebook.path, notebook.panel = name, notebook.panel.replace(notebook.path, name)  # under its own name
        notebook.open(name)
        notebook.figures()[FIGURE].place.evaluate("place => place.scrollIntoView({ block: 'center' })")
        page.wait_for_timeout(1000)  # for the notebook's scrolling to come to rest
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
