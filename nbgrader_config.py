"""nbgrader's settings for this course, read by every `nbgrader` command, by Formgrader and by the learners' JupyterLab.

BACKPROP_EXCHANGE   the folder through which assignments go out and come back (default: exchange/ here)
BACKPROP_DB_URL     the gradebook, as an SQLAlchemy URL (default: gradebook.db here)
"""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
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

# Feedback and Formgrader show what learners' code displayed, without its scripts.
c.HTMLExporter.sanitize_html = True
