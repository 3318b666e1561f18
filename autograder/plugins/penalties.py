"""Late penalties for the class command, as nbgrader's own step sets them in a session of its own.

What stands in nbgrader_config.py may be an instructor's own plug-in, so anything may come of it: it sees what it would
see at nbgrader's door, and where it fails the points stay and the failure is named.
"""

import inspect
import math
import re
from contextlib import suppress

from nbgrader.api import Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties
from traitlets import TraitError

ADDRESS = re.compile(r" at 0x[0-9a-f]+")  # of a function among a plug-in's settings: another one in each run


class NoPlugin(ValueError):
    """The plug-in for late penalties cannot be made; the message says why."""


class Penalties:
    """What nbgrader's step `AssignLatePenalties` does; nothing where ``step`` is None.

    ``terms``: all that it depends on but for the deadline, as text. Raises `NoPlugin`.
    """

    def __init__(self, step: AssignLatePenalties | None, db_url: str) -> None:
        self.step, self.db_url, self.terms = step, db_url, ""
        if not step:
            return
        try:
            step.init_plugin()
        except TraitError as error:
            raise NoPlugin(str(error)) from None
        except Exception as error:
            raise NoPlugin(f"c.AssignLatePenalties.plugin_class cannot be made ({told(error)})") from None
        plugin, code = step.plugin_inst, ""
        with suppress(OSError, TypeError):
            code = inspect.getsource(type(plugin))
        values = {name: getattr(plugin, name) for name in sorted(plugin.trait_names(config=True))}
        self.terms = ADDRESS.sub("", repr((f"{type(plugin).__module__}.{type(plugin).__qualname__}", values, code)))

    def assign(self, gradebook: Gradebook, submission: SubmittedAssignment, notebook: SubmittedNotebook) -> str:
        """Set the late penalty, or take it back; return how the plug-in failed, and then leave it as it was."""
        if not (step := self.step):
            return ""
        penalty = None
        if (seconds := submission.total_seconds_late) > 0:
            step.notebook_id, step.assignment_id, step.student_id = (
                notebook.name,
                submission.name,
                submission.student_id,
            )
            step.db_url, step.gradebook = self.db_url, gradebook
            try:
                step.init_plugin()
                came = step.plugin_inst.late_submission_penalty(submission.student_id, notebook.score, seconds)
                penalty = None if came is None else float(step._check_late_penalty(notebook, came))
            except Exception as error:
                return f"{type(step.plugin_inst).__qualname__} failed ({told(error)})"
        # NaN is none, as for nbgrader: SQLite keeps no such number
        notebook.late_submission_penalty = None if penalty is None or math.isnan(penalty) else penalty
        return ""


def told(error: Exception) -> str:
    """Return an exception of an instructor's own code as one line, with the last line that it came by."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f", {trace.tb_frame.f_code.co_filename}, line {trace.tb_lineno}" if trace else ""
    said = " ".join(str(error).split())
    return f"{type(error).__name__}{': ' * bool(said)}{said}{place}"
