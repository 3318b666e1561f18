"""How soon a lesson is ready in the browser, and what it loads: `python -m benchmarks.lite [--times N]`.

JupyterLite with the Pyodide of the tests, from loopback, built first. Lesson 1 is opened N times in a browser that has
nothing of it; its first cell is run, a function is written, and its check is run. Counted from the start of the
navigation until the notebook stands in the page, until Python is ready, and until the check's card is there; and what
came over the wire until then. The processor's time is that of the window's process: it holds on a crowded machine, too.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from tests.browser import lite
from tests.browser.servers import chromium, files

TO_REACH = "first check 20 s, 33 MB"
SLOPE = "def slope(C, w, h=1e-5):\n    return (C(w + h) - C(w - h)) / (2 * h)"
FIRST = (
    "import numpy as np\nfrom backprop import batch, check, net, probe, sample, widgets",
    SLOPE,
    "print(check(slope))",
)


def main():
    """Print the medians and what they lie between."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="how often the lesson is opened (5)")
    times, rows = parser.parse_args().times, []
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        packages = lite.stack()
        lite.build(Path(folder, "lite"), packages, packages / lite.PYODIDE)
        with files(folder) as address:
            rows = [opened(browser, f"{address}/lite/") for _ in range(times)]
    print(f"lesson 1, cold, {times} times; to reach: {TO_REACH}")
    for name in rows[0]:
        values = [row[name] for row in rows]
        print(f"{name:42} {statistics.median(values):8.1f}   ({min(values):.1f} to {max(values):.1f})")


def opened(browser, address):
    """Open the lesson in a new window and check a function; return what was measured, by its name."""
    context, weights = browser.new_context(viewport={"width": 1280, "height": 900}), []
    context.on("requestfinished", lambda request: weights.append(request.sizes()["responseBodySize"]))
    page = context.new_page()
    page.set_default_timeout(600_000)
    start, before = time.perf_counter(), worked(browser)
    lesson = lite.Lesson(page, address, "01_intuition").open()
    shown = time.perf_counter() - start
    lesson.started()
    ready = time.perf_counter() - start
    said = [lesson.python(code) for code in FIRST][-1]
    checked = time.perf_counter() - start
    assert "2 of 2" in said, said
    row = {
        "notebook in the page, s": shown,
        "Python ready, s": ready,
        "first check, s": checked,
        "the processor's time until then, s": worked(browser) - before,
        "loaded, MB": sum(weights) / 1e6,
        "requests": len(weights),
    }
    context.close()
    return row


def worked(browser):
    """Return the seconds that the processor has worked for the browser's windows that are open."""
    found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return sum(process["cpuTime"] for process in found if process["type"] == "renderer")


if __name__ == "__main__":
    main()
