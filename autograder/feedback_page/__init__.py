"""The page that a learner gets back: `nbgrader generate_feedback`, and Formgrader's button, by this course's template.

1. overview   what the gradebook, the judge's notes and the instructor say, exercise by exercise, as a table
2. page/      nbconvert's template: that table, and then the notebook, each exercise by its name
3. exporter   nbconvert's exporter with both, named in nbgrader_config.py
   contents   the same table on Formgrader's grading page, as far as the graded notebook tells it

A page is one file: no script, and nothing that a browser would have to fetch.
"""

from .contents import Contents
from .exporter import FeedbackPage

__all__ = ["Contents", "FeedbackPage"]
