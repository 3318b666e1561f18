"""nbgrader's settings for this course, read by every `nbgrader` command, by Formgrader and by the learners' JupyterLab.

What differs from class to class stands in class.toml beside this file, which git ignores, or in the environment, which
wins; all of it may be left out:

class.toml                    environment
exchange = "/srv/exchange"    BACKPROP_EXCHANGE  the folder through which lessons go out and come back; exchange/ here
course = "backprop-a"         BACKPROP_COURSE    what the course is called there, each section otherwise; backprop
db_url = "postgresql://..."   BACKPROP_DB_URL    the gradebook, as an SQLAlchemy URL; class.db here, a copy at first
"""

import os
import re
import sys
import tomllib
from contextlib import suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # where `autograder` lies, which these settings name

# An error here must end the command: where nbgrader cannot read this file it goes on with settings of its own.
try:
    from autograder.course import class_gradebook
except ImportError as error:
    sys.exit(f"nbgrader_config.py leans on {HERE / 'autograder'}, which cannot be loaded ({error}).")

c = get_config()  # noqa: F821 - traitlets defines it where it runs this file
given = {}
try:
    given = tomllib.loads((HERE / "class.toml").read_text("utf-8"))
except FileNotFoundError:
    pass
except ValueError as error:
    sys.exit(f'{HERE / "class.toml"} cannot be read ({error}). It holds lines such as course = "backprop-a".')
if unknown := [f"{name} = {said!r}" for name, said in given.items() if name not in ("exchange", "course", "db_url")]:
    sys.exit(f"{HERE / 'class.toml'} says {unknown[0]}; it may say exchange, course and db_url.")


def setting(name, default):
    """Return what is said under a name: in the environment, else in class.toml, else the default."""
    said = os.environ.get(f"BACKPROP_{name.upper()}") or given.get(name) or default
    return said if isinstance(said, str) else sys.exit(f"{HERE / 'class.toml'}: {name} must be text in quotes.")


c.CourseDirectory.course_id = course = setting("course", "backprop")
if not re.fullmatch(r"[\w-][\w.-]*", course):
    sys.exit(f"The course cannot be called {course!r}: letters, digits, dots, - and _ are taken (BACKPROP_COURSE).")
c.CourseDirectory.root = str(HERE)
c.CourseDirectory.db_url = setting("db_url", class_gradebook.url(HERE))
# nbgrader copies whatever lies beside a notebook in source/ into release/: the authored text must stay behind.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc*", "__pycache__", "feedback", "*.md"]

exchange = HERE / Path(setting("exchange", "exchange")).expanduser()
with suppress(OSError):  # nbgrader says it itself, and only where an exchange is asked for
    exchange.mkdir(parents=True, exist_ok=True)
c.Exchange.root = str(exchange)
# One notebook a lesson for a learner, the one that is handed in; also where a shell stands above it, or beside it.
shell = Path.cwd()
if shell == HERE or shell.is_relative_to(HERE / "notebooks"):
    c.Exchange.assignment_dir = str(HERE / "notebooks")
c.ExchangeFactory.fetch_assignment = "autograder.plugins.handing_in.Fetch"
c.ExchangeFactory.submit = "autograder.plugins.handing_in.Submit"
# Nobody hands in for another, where learners have user accounts: what is collected must be its student's own.
c.ExchangeFactory.release_assignment = "autograder.plugins.releasing.Release"
c.ExchangeFactory.collect = "autograder.plugins.collecting.Collect"

# Feedback and Formgrader show what learners wrote and displayed without its scripts.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "clean_html": "autograder.feedback_page.clean_pages.clean_html",
    "markdown2html": "autograder.feedback_page.clean_pages.clean_markdown",
}
c.HTMLExporter.preprocessors = ["autograder.feedback_page.clean_pages.ShortenCode", "autograder.feedback_page.Contents"]
# What a learner gets back opens with a table of the exercises, and is one file without a script.
c.GenerateFeedback.exporter_class = "autograder.feedback_page.FeedbackPage"

# The judge in place of nbgrader's own execution (docs/judge.md). Without these lines stock nbgrader still grades, by
# the visible checks. It has settings, too, such as c.Judge.workers = 4. `python -m autograder grade --help-settings`
# shows them all, with their defaults.
c.Autograde.exporter_class = "autograder.plugins.nbgrader_plugin.JudgeExporter"
c.Autograde.sanitize_preprocessors = ["nbgrader.preprocessors.OverwriteKernelspec"]
c.Autograde.autograde_preprocessors = [
    "autograder.plugins.nbgrader_plugin.JudgeCells",
    "nbgrader.preprocessors.SaveAutoGrades",
    "autograder.plugins.nbgrader_plugin.SaveComments",
    "nbgrader.preprocessors.AssignLatePenalties",
]
