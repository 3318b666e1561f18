"""A learner's nbgrader on the hub: where lessons come from and go to, as the hub's settings say."""

import os
import sys

if missing := [name for name in ("BACKPROP_EXCHANGE", "BACKPROP_COURSE") if not os.environ.get(name)]:
    sys.exit(f"{missing[0]} is not set: run this in a terminal of JupyterLab on the hub, where it is.")
c = get_config()  # noqa: F821 - traitlets defines it where it runs this file
c.CourseDirectory.course_id = os.environ["BACKPROP_COURSE"]
c.Exchange.root = os.environ["BACKPROP_EXCHANGE"]
