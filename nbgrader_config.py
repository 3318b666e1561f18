"""nbgrader's settings for this course, read by every `nbgrader` command, by Formgrader and by the learners' JupyterLab.

BACKPROP_EXCHANGE   the folder through which assignments go out and come back (default: exchange/ here)
BACKPROP_DB_URL     the gradebook, as an SQLAlchemy URL (default: gradebook.db here)
"""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # where `autograder` lies, which these settings name
c = get_config()  # noqa: F821 - traitlets defines it where it runs this file

c.CourseDirectory.course_id = "backprop"
c.CourseDirectory.root = str(HERE)
# SQLite waits a minute for another writer (a second command, Formgrader) before it gives up.
c.CourseDirectory.db_url = os.environ.get("BACKPROP_DB_URL") or f"sqlite:///{HERE / 'gradebook.db'}?timeout=60"
# nbgrader copies whatever lies beside a notebook in source/ into release/: the authored text must stay behind.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc*", "__pycache__", "feedback", "*.md"]

exchange = Path(os.environ.get("BACKPROP_EXCHANGE") or HERE / "exchange")
exchange.mkdir(parents=True, exist_ok=True)
c.Exchange.root = str(exchange)

# Feedback and Formgrader show what learners wrote and displayed without its scripts.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "clean_html": "autograder.clean_pages.clean_html",
    "markdown2html": "autograder.clean_pages.clean_markdown",
}
c.HTMLExporter.preprocessors = ["autograder.clean_pages.ShortenCode", "autograder.feedback.Contents"]
# What a learner gets back opens with a table of the exercises, and is one file without a script.
c.GenerateFeedback.exporter_class = "autograder.feedback.FeedbackPage"

# The judge in place of nbgrader's own execution (docs/judge.md). Without these lines stock nbgrader still grades, by
# the visible checks. It has settings, too, such as c.Judge.workers = 4. `python -m autograder grade --help-settings`
# shows them all, with their defaults.
c.Autograde.exporter_class = "autograder.nbgrader_plugin.JudgeExporter"
c.Autograde.sanitize_preprocessors = ["nbgrader.preprocessors.OverwriteKernelspec"]
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader_plugin.JudgeCells",
    "nbgrader.preprocessors.SaveAutoGrades",
    "autograder.nbgrader_plugin.SaveComments",
    "nbgrader.preprocessors.AssignLatePenalties",
]
