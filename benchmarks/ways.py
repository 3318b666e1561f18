"""The same curve under the same slider in five ways, as cells; and where the packages of others come from."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PEERS = Path(__file__).resolve().parent.parent / "build/peers"
NOT_OURS = ("ipympl==0.10.0", "bqplot==0.13.1", "bqscales==0.3.7", "traittypes==0.2.3", "pandas==3.1.1")


@dataclass(frozen=True)
class Way:
    """How a picture follows a slider: the cell that shows it, and a CSS selector of what is looked at."""

    cell: str
    pictures: str
    package: str | None = None  # another's, without which it is left out


EXPLORER = """
from backprop import net, sample, widgets
made = widgets.blind_knob(net, sample)
made.controls["told"].value = True
made.frame.strips = {strips}
made
"""
CURVE = """
import numpy as np
from ipywidgets import FloatSlider, VBox
from backprop import net, sample

ws = np.linspace(-4, 4, 81)
loss = lambda w: net.replace(4, 1, 2, w).loss(*sample)
Cs = [loss(w) for w in ws]
slider = FloatSlider(min=-4, max=4, step=0.1, value=0.9)
"""
INTERACT = f"""
%matplotlib inline
import matplotlib.pyplot as plt
from ipywidgets import interact
{CURVE}
@interact(w=slider)
def show(w):
    plt.plot(ws, Cs)
    plt.plot(w, loss(w), "o")
    plt.title(f"{{w:.1f}}")
    plt.show()
"""
IPYMPL = f"""
%matplotlib widget
import matplotlib.pyplot as plt
{CURVE}
with plt.ioff():
    figure, axes = plt.subplots()
axes.plot(ws, Cs)
(point,) = axes.plot(0.9, loss(0.9), "o")

def move(change):
    point.set_data([change.new], [loss(change.new)])
    axes.set_title(f"{{change.new:.1f}}")
    figure.canvas.draw_idle()

slider.observe(move, "value")
VBox([slider, figure.canvas])
"""
BQPLOT = f"""
from bqplot import Axis, Figure, LinearScale, Lines, Scatter
{CURVE}
scales = dict(x=LinearScale(), y=LinearScale())
point = Scatter(x=[0.9], y=[loss(0.9)], scales=scales)
axes = [Axis(scale=scales["x"]), Axis(scale=scales["y"], orientation="vertical")]
figure = Figure(marks=[Lines(x=ws, y=Cs, scales=scales), point], axes=axes, animation_duration=0)

def move(change):
    with point.hold_sync():
        point.x, point.y = [change.new], [loss(change.new)]
    figure.title = f"{{change.new:.1f}}"

slider.observe(move, "value")
VBox([slider, figure])
"""
WAYS = {
    "strip": Way(EXPLORER.format(strips=True), ".bp-figure, .bp-readout"),
    "round trip": Way(EXPLORER.format(strips=False), ".bp-figure, .bp-readout"),
    "bqplot": Way(BQPLOT, ".bqplot svg", "bqplot"),
    "ipympl": Way(IPYMPL, ".jupyter-matplotlib canvas", "ipympl"),
    "interact + inline matplotlib": Way(INTERACT, ".jp-OutputArea img"),
}


def peers():
    """Install the packages of others into build/peers, once; return what is missing and why, empty if nothing is."""
    if all((PEERS / way.package).is_dir() for way in WAYS.values() if way.package):
        return ""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:", "--target", PEERS]
    try:
        done = subprocess.run([*pip, *NOT_OURS], capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        return "pip did not come to an end within 5 minutes"
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""
