"""One colour for each symbol, everywhere; a colour never stands without its letter, dash or sign.

Every colour reads on the page's background (contrast 4.5 or more) and no two of them meet under any of the three
colour blindnesses; both are tested. The figures name the colours as CSS variables, so that the dark theme has its own.
"""

COLOURS = {  # symbol: (on white, on JupyterLab's dark background)
    "w": ("#0d2c84", "#7ca3fb"),
    "b": ("#1f5688", "#9cc0fa"),
    "z": ("#9044e6", "#8a66fb"),
    "a": ("#a85e0d", "#f3b13b"),
    "C": ("#941f0d", "#fb4430"),
    "delta": ("#5f1237", "#bf699b"),
    "y": ("#06817d", "#3ef6ea"),
}
PAPER = ("#ffffff", "#111111")


def colour(symbol):
    """Return the CSS colour of a ``symbol`` of the course: w, b, z, a, C, delta or y."""
    return f"var(--bp-{symbol}, {COLOURS[symbol][0]})"


def variables():
    """Return the style sheet that defines the colours, for the light and for the dark theme."""
    light, dark = (
        f"--bp-paper: var(--jp-layout-color0, {PAPER[theme]}); "
        + " ".join(f"--bp-{symbol}: {pair[theme]};" for symbol, pair in COLOURS.items())
        for theme in (0, 1)
    )
    return f":root {{ {light} }}\n[data-jp-theme-light='false'] {{ {dark} }}\n"
