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
INK = ("#1d2126", "#ececec")
GROUNDS = ("paper", "layout-color0", PAPER), ("ink", "content-font-color1", INK)  # and what JupyterLab calls them
DARK_HOSTS = ".vscode-dark, .vscode-high-contrast:not(.vscode-high-contrast-light), html[theme='dark']"  # and Colab
FORMULAS = {  # the same in the lessons' equations, where the page's colour is not known: a tone for either
    "w": "#4670ea",
    "b": "#2d7cc5",
    "z": "#9a55e8",
    "a": "#b26614",
    "C": "#e53419",
    "delta": "#d93684",
    "y": "#0f8683",
}


def colour(symbol):
    """Return the CSS colour of a ``symbol`` of the course: w, b, z, a, C, delta or y."""
    return f"var(--bp-{symbol}, {COLOURS[symbol][0]})"


def variables():
    """Return the style sheet that defines the colours, and puts them into the equations.

    In a dark JupyterLab the colours are those for the dark, on its own paper. VS Code and Colab have neither its
    variables nor one paper for all outputs (VS Code lays white under widgets, whatever its theme): there a figure
    brings its paper and its ink along. High contrast, where the system asks for it, has the system's.
    """
    light, dark = (" ".join(f"--bp-{symbol}: {pair[theme]};" for symbol, pair in COLOURS.items()) for theme in (0, 1))
    paper, ink = ([f"--bp-{of}: var(--jp-{theirs}, {tone});" for tone in tones] for of, theirs, tones in GROUNDS)
    formulas = "\n".join(
        f"{chosen(tone)} {{ color: var(--bp-{symbol}) !important; }}" for symbol, tone in FORMULAS.items()
    )
    return f""":root {{ {paper[0]} {light} }}
:root {{ {ink[0]} }}
[data-jp-theme-light='false'] {{ {paper[1]} {ink[1]} {dark} }}
{DARK_HOSTS} {{ --bp-paper: {PAPER[1]}; --bp-ink: {INK[1]}; {dark} }}
@media (forced-colors: active) {{
  :root, [data-jp-theme-light], {DARK_HOSTS} {{ --bp-paper: Canvas; --bp-ink: CanvasText; {light} }}
}}
@media (forced-colors: active) and (prefers-color-scheme: dark) {{
  :root, [data-jp-theme-light], {DARK_HOSTS} {{ {dark} }}
}}
{formulas}
"""


def chosen(tone):
    """Return the CSS selector of what MathJax writes in a colour like "#4670ea"."""
    red, green, blue = (int(tone[i : i + 2], 16) for i in (1, 3, 5))
    return f"mjx-mstyle[style*='rgb({red}, {green}, {blue})']"
