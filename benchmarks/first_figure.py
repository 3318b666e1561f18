"""How soon a reading page's first figure moves: `python -m benchmarks.first_figure [--times N]`.

Each page of build/site/ is opened N times in a browser that has nothing of it. Counted from the start of the
navigation until the first figure has followed the first movement of its slider, which a script makes as soon as the
slider is there; then each of the figure's places once, from the slider's event to the changed page. How long the page's
main thread worked until the first movement is counted by the processor's clock: it holds on a crowded machine, too.
"""

import argparse
import statistics
from pathlib import Path

from pages import sizes
from pages.contents import LESSONS
from tests.browser.servers import chromium, files

SITE = Path(__file__).resolve().parent.parent / "build/site"
TO_REACH = 1000  # ms from opening to the first moved figure
WATCH = """
addEventListener("DOMContentLoaded", () => {
  const figure = document.querySelector(".explorer"), range = figure.querySelector("input[type=range][data-name]");
  figure.scrollIntoView();
  new MutationObserver(() => { window.firstMoved ??= performance.now(); })
    .observe(figure.querySelector(":scope > .bp-figure"), { childList: true });
  range.value = Number(range.value) - 1;
  range.dispatchEvent(new Event("input", { bubbles: true }));
});
"""
MOVES = """() => {
  const figure = document.querySelector(".explorer"), range = figure.querySelector("input[type=range][data-name]");
  const times = [];
  for (let place = 0; place <= Number(range.max); place++) {
    const start = performance.now();
    range.value = place;
    range.dispatchEvent(new Event("input", { bubbles: true }));
    times.push(performance.now() - start);
  }
  return times;
}"""


def main():
    """Print a line for each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="how often each page is opened (20)")
    times = parser.parse_args().times
    if not (SITE / "index.html").is_file():
        parser.exit(1, f"There is no site in {SITE}: run `python start.py site` first.\n")
    print("ms, median (95th percentile); to reach:", TO_REACH, "until the first figure has moved")
    with files(SITE) as address, chromium() as browser:
        for name in ("index.html", *(f"{stem}.html" for stem in LESSONS)):
            opened, worked, moves = [], [], []
            for _ in range(times):
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                page = context.new_page()
                page.add_init_script(WATCH)
                inner = context.new_cdp_session(page)
                inner.send("Performance.enable", {"timeDomain": "threadTicks"})
                page.goto(f"{address}/{name}")
                page.wait_for_function("() => window.firstMoved")
                metrics = {m["name"]: m["value"] for m in inner.send("Performance.getMetrics")["metrics"]}
                worked.append(1000 * metrics["TaskDuration"])
                opened.append(page.evaluate("() => window.firstMoved"))
                moves += page.evaluate(MOVES)
                context.close()
            print(
                f"{name:22} first moved {said(opened)}, of it work {said(worked)}; then each frame {said(moves)}",
                flush=True,
            )
    print(sizes.table(SITE))


def said(times):
    """Return the median and the 95th percentile of times in ms."""
    return f"{statistics.median(times):.1f} ({statistics.quantiles(times, n=20)[-1]:.1f})"


if __name__ == "__main__":
    main()
