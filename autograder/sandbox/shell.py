"""Run a notebook's cells as Jupyter does: in IPython's own shell, with its own reading of a cell.

Other than in Jupyter, a statement that fails costs itself alone: the next one is run, as what stopped it may be the
sandbox (a package, a file, a terminal, a clock). Nothing is rendered, and shell lines run nothing.
"""

import ast
import asyncio
import contextlib
import contextvars
import os
import pdb
import re
import shlex
import site
import sys
import tokenize
import types
from typing import Any

import numpy as np
from ipykernel import zmqshell
from IPython.core import debugger
from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.utils.text import SList
from traitlets import Type
from traitlets.config import Config

from .clock import TooLong, start
from .statements import DEFINITIONS, left_of, statement
from .transforming import Transformer

MOST_FAILURES = 8  # of one cell, that are told
AFTERWARDS = 1.0  # seconds for the definitions behind a statement whose time was up
SCRIPTS = ("bash", "sh", "script", "perl", "ruby", "python", "python2", "python3", "pypy")  # cell magics
NO_SHELL = "No shell command is run here."


class Compiler(CachingCompiler):
    """Names a cell's code by the number of the cell."""

    number = 0

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        """Return the name that tracebacks show."""
        return f"<cell {self.number}>"


class Publisher(DisplayPublisher):
    """Takes what is displayed, and shows it to nobody."""

    def publish(self, *data: Any, **how: Any) -> None:
        """Show nothing."""

    def clear_output(self, wait: bool = False) -> None:
        """Clear nothing."""


class _Kernel:
    """Takes whatever is done to it, to its sockets and its comms: nobody listens."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Return itself."""
        return self

    def get_parent(self) -> dict:
        """Return no message: none was sent."""
        return {}


class Shell(zmqshell.ZMQInteractiveShell):
    """The shell of a notebook. ``failures`` lists of the last cell run each exception with its statement's text."""

    compiler_class = Type(Compiler)
    displayhook_class = Type(DisplayHook)  # type: ignore[assignment]
    display_pub_class = Type(Publisher)  # type: ignore[assignment]
    _last_traceback = None

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.failures: list[tuple[BaseException, str]] = []
        self.lacking: dict[int, set[int]] = {}  # by cell: the statements that only lacked a name
        self.part, self.late, self.number = "whole", False, 0
        self.absent: set[str] = set()  # what imports that failed would have made
        self.loop: asyncio.AbstractEventLoop | None = None
        self.context = contextvars.copy_context()  # one for all cells: `np.seterr` keeps what it is told

    def run(self, source: str, number: int, part: str = "whole", count: int = 0) -> None:
        """Run one cell: the ``whole``, its ``definitions`` (and imports), or what was ``lacking`` a name before.

        count: what it is to be in `In` and `Out`, in which a cell with none leaves nothing.
        """
        source = source.replace("\r\n", "\n").replace("\r", "\n").lstrip("\N{BYTE ORDER MARK}")
        self.failures, self.part, self.late = [], part, False
        self.number, self.compile.number = number, count or number
        try:
            cell, wrong = self.transform_cell(source), None
        except Exception:
            cell, wrong = source, sys.exc_info()
        kept = part == "whole" and count > 0
        if kept:
            self.count_to(count)
        how = {"store_history": kept, "transformed_cell": cell, "preprocessing_exc_tuple": wrong}
        if self.loop is None:
            self.loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self.loop)
        task = self.loop.create_task(self.run_cell_async(source, **how), context=self.context)
        try:
            result = self.loop.run_until_complete(task)
        except TooLong as error:  # while it awaited something
            self.too_late(error, "")
            task.cancel()
            with contextlib.suppress(BaseException):
                self.loop.run_until_complete(task)
            return
        stopped = result.error_before_exec or result.error_in_exec
        if stopped and not self.failures:
            self.failures.append((stopped, ""))
        self.events.trigger("post_execute")
        self.events.trigger("post_run_cell", result)
        self.loop.run_until_complete(asyncio.sleep(0))  # tasks that were made go on, as between two cells

    def count_to(self, count: int) -> None:
        """Let the next cell be the ``count``-th, as if those had run that are left out here."""
        self.execution_count = count
        history: Any = self.history_manager
        for inputs in (history.input_hist_parsed, history.input_hist_raw):
            inputs.extend([""] * (count - len(inputs)))

    async def run_ast_nodes(
        self,
        nodelist: list,
        cell_name: str,
        interactivity: str = "last_expr",
        compiler: Any = compile,
        result: Any = None,
    ) -> bool:
        """Run the statements one by one; return whether one of them failed."""
        number, part, self.part = self.number, self.part, "whole"
        wanted = self.lacking.pop(number, set()) if part == "lacking" else range(len(nodelist))
        first = None
        for index, node in enumerate(nodelist):
            if index not in wanted or ((part == "definitions" or self.late) and not isinstance(node, DEFINITIONS)):
                continue
            mode = interactivity if index == len(nodelist) - 1 or interactivity == "all" else "none"
            if not await super().run_ast_nodes([node], cell_name, mode, compiler, result):
                continue
            error = result and (result.error_in_exec or result.error_before_exec)
            first = first or error
            if result:
                result.error_in_exec = result.error_before_exec = None
            text = statement(node)
            if isinstance(error, TooLong):
                if self.late:
                    break
                self.too_late(error, text)
            elif not self.late:
                self.failures.append((error, text))
            if isinstance(error, NameError):
                self.lacking.setdefault(number, set()).add(index)
            for definition in left_of(node, error, self.absent, self.transform_cell):
                await super().run_ast_nodes([definition], cell_name, "none", compiler, None)
        if result:
            result.error_in_exec = first
        return first is not None

    def too_late(self, error: BaseException, text: str) -> None:
        """Take the end of a cell's time down; leave a little for the definitions that are still to come."""
        self.failures.append((error, text))
        self.late = True
        start(AFTERWARDS, AFTERWARDS)

    def showtraceback(self, *error: Any, **how: Any) -> None:
        """Show nothing: what failed is told by ``failures``."""

    showsyntaxerror = showindentationerror = showtraceback

    def _format_exception_for_storage(self, *error: Any, **how: Any) -> dict:
        return {}

    def system(self, cmd: Any) -> None:
        """Run nothing, and say so; but make the folders that ``mkdir`` is to make, for the files that follow."""
        print(NO_SHELL)
        self.user_ns["_exit_code"] = 0
        with contextlib.suppress(ValueError, OSError):
            for part in re.split(r"&&|[;\n]", self.var_expand(str(cmd), depth=1)):
                name, *folders = shlex.split(part, comments=True) or [""]
                for folder in folders if name == "mkdir" else ():
                    if not folder.startswith("-"):
                        os.makedirs(folder, exist_ok=True)

    system_piped = system_raw = system

    def getoutput(self, cmd: Any, split: bool = True, depth: int = 0) -> SList | str:
        """Run nothing; return no lines."""
        print(NO_SHELL)
        return SList([]) if split else ""

    def enable_gui(self, gui: Any = None) -> None:
        """Start no event loop of a window system: there are no windows."""

    def get_parent(self) -> dict:
        """Return no message: none was sent."""
        return {}

    def set_parent(self, parent: Any) -> None:
        """Take no message."""

    def ask_exit(self) -> None:
        """Stay."""


Shell.__name__, Shell.__qualname__, Shell.__module__ = "ZMQInteractiveShell", "ZMQInteractiveShell", zmqshell.__name__


def no_script(line: str, cell: str = "") -> None:
    """Run nothing, and say so."""
    print(NO_SHELL)


def go_on(*arguments: Any, **named: Any) -> None:
    """Go on at a breakpoint, as whoever sits at the keyboard would after a look."""


def fresh() -> Shell:
    """Return a shell with an empty ``__main__``, whose ``display``, ``get_ipython`` and ``help`` are everywhere."""
    config = Config(
        HistoryManager={"enabled": False},
        IPKernelApp={"connection_file": "kernel.json"},
        DisplayFormatter={"active_types": ["text/plain"]},
    )
    shell = Shell.instance(config=config, user_module=types.ModuleType("__main__"))
    zmqshell.ZMQInteractiveShell._instance = shell  # type: ignore[assignment]
    shell.input_transformer_manager = Transformer()
    shell.kernel = _Kernel(shell)
    shell.run_line_magic("load_ext", "storemagic")  # as a kernel does
    for script in SCRIPTS:
        shell.register_magic_function(no_script, "cell", script)  # type: ignore[arg-type]
    shell.builtin_trap.__enter__()
    site.setquit()
    site.setcopyright()
    site.sethelper()
    sys.breakpointhook = pdb.set_trace = debugger.set_trace = go_on  # type: ignore[assignment]
    warm_up(shell)
    shell.loop.close()  # type: ignore[union-attr]
    asyncio.set_event_loop(None)
    shell.loop = None
    return shell


def warm_up(shell: Shell) -> None:
    """Let IPython and Python make what they make at first use once, before any fork."""
    shell.run("pass", 0, "definitions")
    for source in ("%time 1", "x = 1\nif x != 2:\n    print(f'{x:.2f}')\n[1.0 for _ in (1, 2)]"):
        ast.parse(shell.transform_cell(source))
    with contextlib.suppress(tokenize.TokenError):
        list(tokenize.generate_tokens(iter(["1;\n"]).__next__))  # is a result to be shown?
    for value in (1.5, "text", [1, 2], {"a": (1,)}, np.linspace(0, 1, 3), np.float64(1)):
        shell.display_formatter.format(value)  # type: ignore[union-attr]
