"""How long a picture takes to follow its slider, in real JupyterLab: `python -m benchmarks.slider [ways | figures]`.

`ways`: the same curve by strips, by round trips, by bqplot, by ipympl and by `interact` with inline matplotlib.
`figures`: every figure of every lesson, in its notebook. Both from the slider's event to the new picture in the page,
here and over a link of 150 ms there and back; for strips, also from taking hold of a slider to its frames in the page.
In rounds, each of which goes through all there is, so that what else the machine does meets all alike.
"""

import argparse
import contextlib
import os
import statistics
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.browser.lab import Notebook
from tests.browser.link import far
from tests.browser.servers import chromium, jupyterlab, open_lab
from tests.course import LESSONS

from .ways import PEERS, WAYS, peers

ROUND_TRIPS = {"local": 0, "far": 150}  # ms
TO_REACH = 5  # ms, 95th percentile, from event to picture, by strips
STRIP_TO_REACH = 60  # ms and the link's round trip, from taking hold to the first frames
MOVE = Path(__file__).with_name("slider.js").read_text(encoding="utf-8")


class Times:
    """What was measured of one way or figure over one link, a list of ms a round; NaN where nothing changed."""

    def __init__(self):
        self.rounds, self.first, self.whole = [], [], []

    def add(self, measured):
        """Take what slider.js returns."""
        self.rounds.append([time for time in measured["times"] if time == time])
        self.first += [measured["first"]] if measured["first"] == measured["first"] else []
        self.whole += [measured["whole"]] if measured["whole"] == measured["whole"] else []

    def __str__(self):
        """Write median, 95th percentile, the rounds' medians from least to most, and when the strip was there."""
        times = [time for one in self.rounds for time in one]
        if len(times) < 2:
            return "nothing changed"
        medians = [statistics.median(one) for one in self.rounds if one]
        there = (
            f"{statistics.median(self.first):5.0f} / {max(self.first):.0f} / {max(self.whole):.0f}"
            if self.first
            else ""
        )
        return (
            f"{len(times):>5} {statistics.median(times):>7.1f} {percentile(times):>7.1f}"
            f"  {min(medians):.1f}-{max(medians):.1f}".ljust(36)
            + there
        )


HEADING = f"{'':6} {'n':>5} {'median':>7} {'p95':>7}  rounds".ljust(43) + "strip: first median / max / whole max"


def percentile(times):
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


@contextlib.contextmanager
def labs():
    """Start JupyterLab; give its folder of notebooks, and a page of it over each link."""
    with contextlib.ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        paths = {"PYTHONPATH": [str(PEERS)], "JUPYTER_PATH": [str(PEERS / "share/jupyter")]}
        paths = {name: os.pathsep.join(filter(None, [os.environ.get(name), *own])) for name, own in paths.items()}
        address = stack.enter_context(jupyterlab(home, **paths))
        browser = stack.enter_context(chromium())
        links = {link: stack.enter_context(far(address, trip)) for link, trip in ROUND_TRIPS.items()}
        yield home / "notebooks", {link: open_lab(browser, own) for link, own in links.items()}


def move(notebook, root, index, pictures, asks, events, limit):
    """Move a slider ``events`` times; return what slider.js measured."""
    notebook.page.bring_to_front()
    return notebook.page.evaluate(MOVE, [root, index, pictures, asks, events, limit])


def measure_ways(events, rounds):
    """Return what was measured of each way, ``{(way, link): Times}``, and print which are missing."""
    if missing := peers():
        print(f"Packages of others are missing: {missing}")
    ways = {name: way for name, way in WAYS.items() if not (missing and way.package)}
    found = defaultdict(Times)
    with labs() as (folder, pages):
        opened = {(name, link): Notebook(page, folder).open([way.cell]) for link, page in pages.items()
                  for name, way in ways.items()}  # fmt: skip
        for _ in range(rounds):
            for (name, link), notebook in opened.items():
                notebook.show()
                root, pictures = notebook.place.element_handle(), ways[name].pictures
                root.wait_for_selector(pictures)
                asks = name == "strip" and (name, link) not in found
                found[name, link].add(move(notebook, root, 0, pictures, asks, events // rounds, 10_000))
    return found


def measure_figures(events, rounds):
    """Return what was measured of each figure, ``{(lesson and figure, link): Times}``; a slider a round."""
    found = defaultdict(Times)
    with labs() as (folder, pages):
        opened = {(lesson, link): Notebook(page, folder).open(f"{lesson}.ipynb") for lesson in LESSONS
                  for link, page in pages.items()}  # fmt: skip
        for turn in range(rounds):
            for (lesson, link), notebook in opened.items():
                notebook.show()
                for figure in notebook.figures():
                    count, root = len(figure.sliders()), figure.place.element_handle()
                    if not count:
                        continue
                    name = notebook.json(
                        f"[e := {figure.explorer}, setattr(e.controls['told'], 'value', True)"
                        " if 'told' in e.controls else None, e.figure.__qualname__][2]"
                    ).split(".")[0]
                    asks = notebook.json(f"{figure.explorer}.frame.strips") and (count > 1 or not turn)
                    measured = move(
                        notebook, root, turn % count, ".bp-figure, .bp-readout", asks, events // rounds, 1000
                    )
                    found[f"{lesson[:2]} {name}", link].add(measured)
    return found


def main():
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="?", choices=("ways", "figures"), help="both if it is left out")
    parser.add_argument(
        "--events", type=int, default=200, metavar="N", help="of each way (200); a fourth of it a figure"
    )
    parser.add_argument("--rounds", type=int, default=4, metavar="N")
    options = parser.parse_args()
    for what, measured, events in (
        ("ways", measure_ways, options.events),
        ("figures", measure_figures, options.events // 4),
    ):
        if options.what in (what, None):
            found = measured(events, options.rounds)
            print(f"\n{what}: ms; {options.rounds} rounds; far: a round trip of {ROUND_TRIPS['far']} ms more")
            for name in dict.fromkeys(name for name, _ in found):
                print(name)
                for link in ROUND_TRIPS:
                    print(f"  {link:5}{found[name, link]}")


if __name__ == "__main__":
    main()
