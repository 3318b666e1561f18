"""Run a lesson's cells here, as a notebook would, and keep what each of them shows."""

import os
import tempfile
from dataclasses import dataclass, field

from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets import Type
from traitlets.config import Config

from backprop.widgets.explorer import Explorer
from backprop.widgets.prediction import Prediction


@dataclass
class Ran:
    """What a code cell showed: a figure or a question, or printed text and outputs, each {mime type: data}."""

    widget: object = None
    printed: str = ""
    outputs: list = field(default_factory=list)


class Quiet(DisplayHook):
    """Keeps the value of a cell's last line and prints nothing."""

    def write_output_prompt(self):
        """Print no prompt."""

    def write_format_data(self, format_dict, md_dict=None):
        """Print no value."""

    def finish_displayhook(self):
        """Print no line behind it."""


class Shell(InteractiveShell):
    """IPython without a terminal or a kernel around it; matplotlib's plots are shown in place."""

    displayhook_class = Type(Quiet)

    def enable_gui(self, gui=None):
        """Have no event loop to join."""

    def run(self, source):
        """Return what a cell shows (`Ran`). Raises RuntimeError where it stops with an exception."""
        with capture_output() as captured:
            done = self.run_cell(source)
        if not done.success:
            raise RuntimeError(f"a cell stopped with {done.error_before_exec or done.error_in_exec!r}:\n{source}")
        if isinstance(done.result, Explorer | Prediction):
            return Ran(widget=done.result)
        outputs = [output.data for output in captured.outputs]
        if done.result is not None:
            outputs.append(self.display_formatter.format(done.result)[0])
        return Ran(None, captured.stdout, outputs)


def shell(plots=False):
    """Return a `Shell` that keeps no history, for a lesson with or without matplotlib's ``plots``."""
    os.environ.setdefault("IPYTHONDIR", tempfile.mkdtemp(prefix="site-ipython-"))
    made = Shell.instance(config=Config(HistoryManager={"enabled": False}, InteractiveShell={"colors": "nocolor"}))
    if plots:
        made.enable_matplotlib("inline")
        made.run_line_magic("config", "InlineBackend.figure_formats = ['svg']")
    return made
