"""Put the judge into stock nbgrader: `nbgrader autograde` and Formgrader's Autograde button.

nbgrader_config.py names these classes. nbgrader then builds its Autograde converter with our exporter, the first thing
of ours that it makes, and converts each submission twice:

1. sanitise   `JudgeExporter` reads the submission by `intake` and writes the clean notebook
2. autograde  `JudgeCells` judges it and puts a result behind each check; nbgrader's own SaveAutoGrades reads those;
              `SaveComments` adds what the cards say, which SaveAutoGrades would have wiped out before
"""

import glob
from collections.abc import Callable
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.preprocessors import NbGraderPreprocessor

from ..judging.graded_notebook import clean_notebook
from ..names import shown
from ..record import gradebook, journal
from .judged_autograde import JudgedAutograde


class JudgeExporter(NotebookExporter):
    """Reads whatever was handed in, where nbconvert's own exporter would stop at the first damaged file."""

    def __init__(self, *arguments: Any, parent: Any = None, **named: Any) -> None:
        super().__init__(*arguments, parent=parent, **named)
        if type(parent) is Autograde:
            parent.__class__ = JudgedAutograde  # nbgrader lets us choose its exporter, but not its converter

    def from_filename(self, filename: str, resources: Any = None, **named: Any) -> tuple[NotebookNode, dict]:
        """Return the converted notebook and its resources."""
        converter: Any = self.parent
        if not converter._sanitizing:
            return self.from_notebook_node(nbformat.read(filename, as_version=4), resources, **named)
        return self.from_notebook_node(clean_notebook(converter.handed_in.submission), resources, **named)


def init_notebooks(converter: Autograde, stock: Callable[[Autograde], None] = Autograde.init_notebooks) -> None:
    """Stand before nbgrader's own search, which ends where no folder holds an .ipynb, ahead of anything of ours.

    A submission graded alone, as by Formgrader's button, would then never reach the judge if its notebook lies deeper
    or has another name. `JudgedAutograde` finds the folders itself.
    """
    directory = converter.coursedir
    if issubclass(converter.exporter_class, JudgeExporter) and glob.glob(
        converter._format_source(directory.assignment_id, directory.student_id)
    ):
        converter.assignments, converter.notebooks = {}, []
    else:
        stock(converter)


setattr(Autograde, "init_notebooks", init_notebooks)  # noqa: B010 - nbgrader lets us choose its exporter only


class JudgeCells(NbGraderPreprocessor):
    """Stands where nbgrader would execute the notebook: judges it and puts one result behind each check."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Return the notebook with its results."""
        converter = self.parent.parent
        report = converter.work.judge(converter.judge, converter.handed_in)
        converter.judged = converter.work.keep(converter.handed_in, report, nb)
        converter.lacking.take(report, converter.work.folder)
        return nb, resources


class SaveComments(NbGraderPreprocessor):
    """Writes what the cards say into the gradebook's automatic comments; marks the journal's entry as recorded."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Return the notebook as it is."""
        converter, names = self.parent.parent, resources["nbgrader"]
        with Gradebook(names["db_url"]) as opened:
            submission = opened.find_submission_notebook(names["notebook"], names["assignment"], names["student"])
            for comment in submission.comments:
                comment.auto_comment = converter.judged.comments.get(comment.name)
            opened.db.commit()
        journal.mark_recorded(converter.settings, converter.judged.entry)
        if kept := gradebook.kept(converter.by_hand.get(names["student"], {})):
            points = converter.judged.report.points
            converter.log.warning("%s, %s: %g points%s", shown(names["student"]), names["assignment"], points, kept)
        return nb, resources
