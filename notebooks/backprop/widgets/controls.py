"""What a learner moves: sliders, choices and switches, named in the same words as the figures (`lettering`)."""

import ipywidgets

from ..figures.lettering import plain, prose

SLIDERS = ipywidgets.FloatSlider, ipywidgets.IntSlider


def slider(low, high, step, value, description):
    """Return a slider from ``low`` to ``high`` in steps; whole numbers give whole values, ``0.05`` two decimals."""
    whole = all(isinstance(x, int) for x in (low, high, step, value))
    kind = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
    control = kind(value=value, min=low, max=high, step=step, **_names(description))
    if not whole:
        control.readout_format = f".{len(f'{step % 1:.6f}'.rstrip('0').split('.')[1])}f"
    return control


def choice(options, description, value=None):
    """Return buttons in a row, a list to open for more than four ``options``: words, or pairs (words, value).

    Raises `ValueError` for the value None, which ipywidgets takes for "nothing is chosen": no button would be marked.
    """
    if any(isinstance(option, tuple) and option[1] is None for option in options):
        raise ValueError(f"choice({description!r}): None cannot be chosen; give the option another value")
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


def keys(control):
    """Return all that `read` can give for ``control``, or nothing where that cannot be listed."""
    if control.has_trait("index"):
        return list(range(len(control.options)))
    if isinstance(control.value, bool):
        return [False, True]
    if isinstance(control, SLIDERS):
        return [_step(control, i) for i in range(int((control.max - control.min) / control.step + 1e-9) + 1)]
    return []


def meaning(control, key):
    """Return the value that a figure gets where `read` gives ``key``: the chosen option, a slider's exact step."""
    if control.has_trait("index") and key is not None:
        option = control.options[key]
        return option[1] if isinstance(option, tuple) else option
    if isinstance(control, SLIDERS):  # the browser's sliders add up their steps, to 1.0625000000000009
        return _step(control, round((key - control.min) / control.step))
    return key


def _step(control, i):
    return (
        control.min + i * control.step if isinstance(control.step, int) else round(control.min + i * control.step, 10)
    )


def name(control):
    """Return the description of ``control`` without mark-up."""
    return plain(control.description)


def _names(description):
    words = prose(description)
    for script in ("sub", "sup"):  # JupyterLab takes these tags out of a description, but leaves a class
        words = words.replace(f"<{script}>", f'<span class="bp-{script}">').replace(f"</{script}>", "</span>")
    return {
        "description": words,
        "description_allow_html": True,
        "tooltip": plain(words),
        "style": {"description_width": "auto"},
    }
