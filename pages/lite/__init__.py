"""The lessons in the browser, with no server behind them: JupyterLite, for build/site/lite/.

Python is Pyodide. It comes from the address that JupyterLite itself takes it from, or lies in the site; what the
lessons need besides it comes from the site as wheels (`wheels`), entered in the distribution's own lock file (`lock`),
so that `import backprop` in a cell finds them and no notebook changes. `welcome.js` goes first on JupyterLite's page.
"""


class CannotBuild(Exception):
    """JupyterLite cannot be built; the message says why and what to do."""
