"""How long a picture takes to follow its slider, in real JupyterLab: `python -m benchmarks.slider [--round-trip MS]`.

The same curve is moved in three ways, in one run: by strips, by round trips, and by `interact` with inline matplotlib,
from the slider's event to the new picture in the page. With --round-trip the browser reaches the server over a link of
so many milliseconds there and back.
"""

import argparse
import asyncio
import contextlib
import statistics
import tempfile
import threading
from pathlib import Path

from tests.browser.lab import Notebook
from tests.browser.servers import chromium, jupyterlab, open_lab

EVENTS = 60
TO_REACH = {"strip": 17, "round trip": 50}  # ms, 95th percentile, local link
EXPLORER = """
from backprop import net, sample, widgets
made = widgets.blind_knob(net, sample)
made.controls["reveal"].value = True
made.frame.strips = {strips}
made
"""
INTERACT = """
%matplotlib inline
import matplotlib.pyplot as plt, numpy as np
from ipywidgets import interact, FloatSlider
from backprop import net, sample

ws = np.linspace(-4, 4, 81)
Cs = [net.replace(4, 1, 2, w).loss(*sample) for w in ws]

@interact(w=FloatSlider(min=-4, max=4, step=0.1, value=0.9))
def show(w):
    plt.plot(ws, Cs)
    plt.plot(w, net.replace(4, 1, 2, w).loss(*sample), "o")
    plt.title(f"{w:.1f}")
    plt.show()
"""
WAYS = {
    "strip": (EXPLORER.format(strips=True), ".bp-figure", "svg"),
    "round trip": (EXPLORER.format(strips=False), ".bp-figure", "svg"),
    "interact + matplotlib": (INTERACT, ".jp-OutputArea", "img"),
}
MEASURE = """async ([selector, picture, events]) => {
  const handle = document.querySelector('.noUi-handle'), place = document.querySelector(selector), times = [];
  const content = () => [...place.querySelectorAll(picture)].map((p) => p.src ?? p.outerHTML).join();
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  handle.focus();
  await wait(3000);                                   // the strip comes meanwhile
  for (let i = 0; i < events; i++) {
    const before = content();
    const shown = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        if (content() === before || !content()) return;
        watch.disconnect();
        resolve(performance.now());
      });
      watch.observe(place, { childList: true, subtree: true, attributes: true });
    });
    const start = performance.now();
    const key = i % 40 < 20 ? 'ArrowLeft' : 'ArrowRight';
    handle.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    times.push(await Promise.race([shown, wait(10000).then(() => NaN)]) - start);
    await wait(60);
  }
  return times;
}"""


@contextlib.contextmanager
def far(address, round_trip):
    """Give an address from which everything takes ``round_trip`` ms longer there and back than from ``address``."""
    if not round_trip:
        yield address
        return
    port, loop, ready = int(address.rpartition(":")[2]), asyncio.new_event_loop(), threading.Event()
    served = []

    async def carry(reader, writer):
        with contextlib.suppress(OSError):
            while data := await reader.read(1 << 16):
                loop.call_later(round_trip / 2000, writer.write, data)
            loop.call_later(round_trip / 2000, writer.close)

    async def connect(reader, writer):
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(carry(reader, there_writer), carry(there_reader, writer))

    async def serve():
        served.append(await asyncio.start_server(connect, "127.0.0.1", 0))
        ready.set()

    thread = threading.Thread(target=lambda: (loop.create_task(serve()), loop.run_forever()), daemon=True)
    thread.start()
    ready.wait()
    yield f"http://127.0.0.1:{served[0].sockets[0].getsockname()[1]}"
    loop.call_soon_threadsafe(loop.stop)


def measure(round_trip=0, events=EVENTS):
    """Return the milliseconds of every event, ``{way: [ms, ...]}``."""
    found = {}
    with contextlib.ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        link = stack.enter_context(far(stack.enter_context(jupyterlab(home)), round_trip))
        page = open_lab(stack.enter_context(chromium()), link)
        for way, (cell, selector, picture) in WAYS.items():
            notebook = Notebook(page, home / "notebooks").open([cell])
            page.locator(f"{selector} {picture}").first.wait_for()
            found[way] = page.evaluate(MEASURE, [selector, picture, events])
            notebook.close()
    return found


def main():
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--round-trip", type=float, default=0, metavar="MS")
    parser.add_argument("--events", type=int, default=EVENTS)
    options = parser.parse_args()
    found = measure(options.round_trip, options.events)
    print(f"{options.events} events, ms from the slider's event to the picture; link +{options.round_trip:g} ms")
    print(f"{'':24}{'median':>8}{'p95':>8}{'to reach':>10}")
    for way, times in found.items():
        p95 = statistics.quantiles(times, n=20)[-1]
        goal = f"{TO_REACH[way]:>10}" if way in TO_REACH and not options.round_trip else ""
        print(f"{way:24}{statistics.median(times):>8.1f}{p95:>8.1f}{goal}")


if __name__ == "__main__":
    main()
