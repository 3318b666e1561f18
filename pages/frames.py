"""All pictures of a figure that a page without a kernel can show, drawn ahead.

1. Which        the full grid of the controls' places where that is at most GRID, else strips: each slider through all
                its places while the other sliders are at rest, mostly at their start. A choice is multiplied in: it is
                never put back.
2. Drawn        by the figure's own `Explorer`, so nothing is drawn twice.
"""

import math
from dataclasses import dataclass
from itertools import product

import ipywidgets

from backprop.widgets.controls import SLIDERS, keys, meaning, name, read
from backprop.widgets.prediction import Prediction

GRID, OPTIONS = 300, 6  # places in a full grid (the question not counted); options that can be multiplied in
PLACES = 201  # of one slider: what is finer goes in steps of two


@dataclass
class Control:
    """One control as a page needs it: its ``places`` in order and their ``words``; numbers of places for the rest.

    start: where it stands at first; rest: where it is put while another is moved.
    """

    name: str
    kind: str  # question, slider, buttons, list or switch
    label: str  # HTML
    spoken: str
    places: list
    words: list
    start: int
    rest: int

    @property
    def put_back(self):
        """Tell whether moving another control sends this one to its rest, where there is no full grid."""
        return self.kind == "slider" or len(self.places) > OPTIONS


@dataclass
class Frames:
    """What a page knows of a figure: its controls, and its frames by the controls' places, joined by commas."""

    controls: list
    strips: bool
    at: dict

    def places(self, **moved):
        """Return the key of the start, some controls ``moved`` to other places."""
        return ",".join(str(moved.get(control.name, control.start)) for control in self.controls)

    @property
    def question(self):
        """The name of the control that is a question, None where nothing is asked."""
        return next((control.name for control in self.controls if control.kind == "question"), None)


def drawn(explorer, rests):
    """Return the `Frames` of an `Explorer`: each is its SVG and its read-out, by the places of the controls.

    rests: values at which sliders rest, by name, where that is not their start.
    """
    controls = [described(name, control, rests.get(name)) for name, control in explorer.controls.items()]
    wanted, strips = states(controls)
    at = {}
    for places in wanted:
        values = {control.name: control.places[place] for control, place in zip(controls, places, strict=True)}
        frame = explorer._frame(values)
        at[",".join(map(str, places))] = frame["svg"], frame["readout"]
    return Frames(controls, strips, at)


def described(control_name, control, rest=None):
    """Return the `Control` of a widget that rests at the value ``rest``, None for its start."""
    places, here = keys(control), read(control)
    slider = isinstance(control, SLIDERS)
    if here is None:  # ipywidgets says so of a chosen option that stands for None
        here = next(place for place in places if meaning(control, place) is control.value)
    if slider and len(places) > PLACES:
        first = next(i for i, place in enumerate(places) if math.isclose(place, here, abs_tol=1e-9)) % 2
        places = places[first::2]
    if not places:
        raise TypeError(f"A page cannot list the places of {control_name}, a {type(control).__name__}.")
    if isinstance(control, Prediction):
        kind, words = "question", ["covered", "told"]
    elif slider:
        decimals = 0 if isinstance(control, ipywidgets.IntSlider) else int(control.readout_format[1:-1])
        kind, words = "slider", [f"{place:.{decimals}f}".replace("-", "−") for place in places]
    elif isinstance(control, ipywidgets.Checkbox):
        kind, words = "switch", ["off", "on"]
    else:
        kind = "buttons" if isinstance(control, ipywidgets.ToggleButtons) else "list"
        words = [option[0] if isinstance(option, tuple) else option for option in control.options]
    start = next(i for i, place in enumerate(places) if math.isclose(place, here, abs_tol=1e-9))
    return Control(
        control_name,
        kind,
        control.description,
        name(control),
        places,
        words,
        start,
        start if rest is None else places.index(rest),
    )


def states(controls):
    """Return the places to draw, tuples with a number for each control, and whether they are strips."""
    counts = [range(len(control.places)) for control in controls]
    asked = [control.kind == "question" for control in controls]
    if math.prod(len(count) for count, question in zip(counts, asked, strict=True) if not question) <= GRID:
        return list(product(*counts)), False
    held = [i for i, control in enumerate(controls) if control.put_back]
    rests = [[control.rest] if control.put_back else count for control, count in zip(controls, counts, strict=True)]
    lines = (product(*rests[:i], counts[i], *rests[i + 1 :]) for i in held)
    return list(dict.fromkeys(place for line in lines for place in line)), len(held) > 1
