"""How long a picture takes to follow its slider, in real JupyterLab: `python -m benchmarks.slider [ways | figures]`.

`ways`: the same curve by strips, by round trips, by bqplot, by ipympl and by `interact` with inline matplotlib.
`figures`: every figure of every lesson, in its notebook. Both from the slider's event to the new picture in the page,
here and over a link of 150 ms there and back. For strips, also from taking hold of a slider to its first frames in the
page (`strip`, the median, and `max`) and to the last of them (`whole`, the greatest). `work` is what the page's main
thread does for an event, all told, by the processor's clock, and `own` the 95th percentile of what it does in the event
itself, in which a strip's frame is set: they hold on a crowded machine, too. In rounds, each of which goes through all
there is, so that what else the machine does meets all alike.
"""

import argparse
import contextlib
import json
import os
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.browser.lab import Notebook
from tests.browser.link import far
from tests.browser.servers import chromium, jupyterlab, open_lab
from tests.course import LESSONS

from .times import HEADING, Times
from .ways import PEERS, WAYS, peers

ROUND_TRIPS = {"local": 0, "far": 150}  # ms
# To reach: by strips, 5 ms at the 95th percentile; from taking hold to the first frames 60 ms and the round trip.
OURS = ".bp-figure, .bp-readout"
TELL = """
import gc
for e in [e for e in gc.get_objects() if type(e).__name__ == "Explorer"]:
    if "told" in e.controls:
        e.controls["told"].value = True
"""
MOVE = Path(__file__).with_name("slider.js").read_text(encoding="utf-8")


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
    page = notebook.page
    page.bring_to_front()
    if asks:  # who takes hold has the figure before the eyes: scrolling to it and painting it is not the strip's time
        root.scroll_into_view_if_needed()
        page.wait_for_timeout(500)
    inner = page.context.new_cdp_session(page)
    inner.send("Performance.enable", {"timeDomain": "threadTicks"})
    taken = page.evaluate(MOVE, [root, index, pictures, asks, 0, limit])
    before = worked(inner)
    measured = page.evaluate(MOVE, [root, index, pictures, False, events, limit])
    work = (worked(inner) - before) / events
    inner.detach()
    own = within(page, lambda: page.evaluate(MOVE, [root, index, pictures, False, min(events, 20), limit]))
    return taken | {"times": measured["times"], "work": work, "own": own}


def within(page, move):
    """Return for how many ms of the processor's time the page's main thread works in each key's event of ``move``."""
    browser = page.context.browser
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    move()
    events = json.loads(browser.stop_tracing())["traceEvents"]
    of_keys = [e for e in events if e["name"] == "EventDispatch" and e["args"]["data"]["type"] == "keydown"]
    return [event["tdur"] / 1000 for event in of_keys]


def worked(inner):
    """Return for how many ms of the processor's time the page's main thread has worked."""
    metrics = {metric["name"]: metric["value"] for metric in inner.send("Performance.getMetrics")["metrics"]}
    return 1000 * metrics["TaskDuration"]


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


def measure_figures(events, rounds, lessons):
    """Return what was measured of each figure, ``{(lesson and figure, link): Times}``; a slider a round."""
    found = defaultdict(Times)
    with labs() as (folder, pages):
        opened = {(lesson, link): Notebook(page, folder).open(f"{lesson}.ipynb") for lesson in lessons
                  for link, page in pages.items()}  # fmt: skip
        for notebook in opened.values():
            notebook.python(TELL)
        for turn in range(rounds):
            for (lesson, link), notebook in opened.items():
                notebook.show()
                for figure in notebook.figures():
                    made = f"[(e.figure.__qualname__, e.frame.strips) for e in [{figure.explorer}]][0]"
                    (name, strips), count = notebook.json(made), len(figure.sliders())
                    if count:
                        asks, root = strips and (count > 1 or not turn), figure.place.element_handle()
                        measured = move(notebook, root, turn % count, OURS, asks, events // rounds, 1000)
                        found[f"{lesson[:2]} {name.split('.')[0]}", link].add(measured)
    return found


def show(found):
    """Print a table of what was found."""
    print(f"{'':36}{HEADING}")
    for (name, link), times in found.items():
        print(f"{name:30}{link:6}{times}")


def main():
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="?", choices=("ways", "figures"), help="both if it is left out")
    parser.add_argument("--events", type=int, default=200, metavar="N", help="of each way; a fourth of it a figure")
    parser.add_argument("--rounds", type=int, default=4, metavar="N")
    parser.add_argument("--lessons", nargs="+", choices=LESSONS, default=LESSONS, metavar="LESSON", help="of figures")
    given = parser.parse_args()
    print(f"ms, in {given.rounds} rounds; far: a round trip of {ROUND_TRIPS['far']} ms more")
    if given.what != "figures":
        show(measure_ways(given.events, given.rounds))
    if given.what != "ways":
        found = measure_figures(given.events // 4, given.rounds, given.lessons)
        for link in ROUND_TRIPS:
            found["every figure with strips", link] = Times.of(
                found[each] for each in list(found) if each[1] == link and found[each].first
            )
        show(found)


if __name__ == "__main__":
    main()
