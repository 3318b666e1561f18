"""What a learner moves: sliders, choices and switches, named in the same words as the figures (`lettering`)."""

import ipywidgets

from ..figures.lettering import plain, prose


def slider(low, high, step, value, description):
    """Return a slider from ``low`` to ``high``; whole numbers give whole values.

    A ``step`` exact in binary (0.125, 0.25, 0.5) keeps the values from being 2.0999999.
    """
    whole = all(isinstance(x, int) for x in (low, high, step, value))
    kind = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
    control = kind(value=value, min=low, max=high, step=step, **_names(description))
    if not whole:
        control.readout_format = f".{min(len(f'{step:.6f}'.rstrip('0').split('.')[1]), 3)}f"
    return control


def choice(options, description, value=None):
    """Return buttons in a row, a list to open for more than four ``options``: words, or pairs (words, value)."""
    kind = ipywidgets.ToggleButtons if len(options) <= 4 else ipywidgets.Dropdown
    control = kind(options=options, **_names(description))
    if value is not None:
        control.value = value
    if kind is ipywidgets.ToggleButtons:
        control.style.button_width = "auto"
    return control


def switch(description, value=False):
    """Return a switch that is on (True) or off (False)."""
    return ipywidgets.Checkbox(value=value, indent=False, **_names(description))


def read(control):
    """Return what tells a value of ``control`` from its others: the place of a chosen option, else the value."""
    return control.index if control.has_trait("index") else control.value


def meaning(control, key):
    """Return the value that a figure gets where `read` gives ``key``."""
    if not control.has_trait("index") or key is None:
        return key
    option = control.options[key]
    return option[1] if isinstance(option, tuple) else option


def keys(control):
    """Return all that `read` can give for ``control``, or nothing where that cannot be listed."""
    if control.has_trait("index"):
        return list(range(len(control.options)))
    if isinstance(control, ipywidgets.Checkbox):
        return [False, True]
    if isinstance(control, ipywidgets.FloatSlider | ipywidgets.IntSlider):
        count = int((control.max - control.min) / control.step + 1e-9) + 1
        return [control.min + i * control.step for i in range(count)]
    return []


def name(control):
    """Return the description of ``control`` without mark-up."""
    return plain(control.description)


def _names(description):
    words = prose(description)
    return {
        "description": words,
        "description_allow_html": True,
        "tooltip": plain(words),
        "style": {"description_width": "auto"},
    }
