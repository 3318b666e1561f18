"""One colour for each symbol, everywhere; a colour never stands without its letter, dash or sign.

Every colour reads on the page's background (contrast 4.5 or more) and no two of them meet under any of the three
colour blindnesses; both are tested. The figures name the colours as CSS variables, so that the dark theme has its own.
"""

COLOURS = {  # symbol: (on white, on JupyterLab's dark background)
    "w": ("#0f3a96", "#7fb2fb"),
    "b": ("#3570cf", "#a9d2ff"),
    "z": ("#8e4be6", "#9a7afc"),
    "a": ("#a8600c", "#e9b45c"),
    "C": ("#951507", "#fb3a30"),
    "delta": ("#67184f", "#c96aa8"),
    "y": ("#047a7a", "#94fad8"),
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
